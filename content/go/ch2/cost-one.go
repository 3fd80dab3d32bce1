// One defer, in the straight run of the function.
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
	defer add(2)
	add(1)
}
