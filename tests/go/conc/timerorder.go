// Timers of different times fire in their order; goroutines that sleep wake in theirs.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func main() {
	runtime.GOMAXPROCS(1)
	var wg sync.WaitGroup
	for _, d := range []int{300, 100, 200, 0} {
		wg.Go(func() {
			time.Sleep(time.Duration(d) * time.Millisecond)
			fmt.Println(d)
		})
	}
	wg.Wait()
	time.Sleep(-1)
	fmt.Println("at once")
}
