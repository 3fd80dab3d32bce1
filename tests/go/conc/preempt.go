// A goroutine that never blocks is preempted: the others run all the same.
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

func main() {
	runtime.GOMAXPROCS(1)
	var stop atomic.Bool
	go func() {
		time.Sleep(time.Millisecond)
		stop.Store(true)
	}()
	n := 0
	for !stop.Load() {
		n++
	}
	fmt.Println("stopped", n > 0)
	var turns [2]int
	var last, changes int
	for i := range turns {
		go func() {
			for {
				turns[i]++
				if last != i {
					last = i
					changes++
				}
			}
		}()
	}
	time.Sleep(25 * time.Millisecond)
	fmt.Println("both ran", turns[0] > 0 && turns[1] > 0, "in long slices", changes < 20)
}
