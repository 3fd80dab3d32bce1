// Cond: Signal wakes who has waited longest, Broadcast all in order.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	var wg sync.WaitGroup
	wait := func(n int) {
		for i := range n {
			wg.Add(1)
			go func() {
				mu.Lock()
				c.Wait()
				fmt.Print(i, " ")
				mu.Unlock()
				wg.Done()
			}()
		}
		runtime.Gosched()
	}
	wait(4)
	for range 4 {
		c.Signal()
		runtime.Gosched()
	}
	wg.Wait()
	fmt.Println()
	wait(4)
	c.Broadcast()
	wg.Wait()
	fmt.Println()
	c.Signal()
	c.Broadcast()
	ready := false
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
		c.Broadcast()
	}()
	mu.Lock()
	for !ready {
		c.Wait()
	}
	mu.Unlock()
	fmt.Println(ready)
}
