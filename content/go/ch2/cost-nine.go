// Nine defers: one too many for that.
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
	defer add(5)
	defer add(6)
	defer add(7)
	defer add(8)
	defer add(9)
}
