// Four defers and four returns: 4 × 4 is more than 15.
package main

import (
	"fmt"
	"time"

	"tidepool/lab"
)

var total int

func add(n int) { total += n }

func main() {
	calls := lab.Int("calls", 1_000_000)
	start := time.Now()
	for range calls {
		work()
	}
	spent := time.Since(start)
	fmt.Printf("%.1f ns per call\n", float64(spent.Nanoseconds())/float64(calls))
}

//go:noinline
func work() {
	defer add(1)
	defer add(2)
	defer add(3)
	defer add(4)
	switch total % 5 {
	case 0:
		return
	case 1:
		add(1)
		return
	case 2:
		add(2)
		return
	case 3:
		add(3)
		return
	}
	add(4)
}
