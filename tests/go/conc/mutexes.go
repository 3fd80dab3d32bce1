// Mutex: waiters first come, first served, but a newcomer may be faster than the one woken.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	var mu sync.Mutex
	var wg sync.WaitGroup
	mu.Lock()
	fmt.Println(mu.TryLock())
	for i := range 4 {
		wg.Add(1)
		go func() {
			mu.Lock()
			fmt.Print(i, " ")
			mu.Unlock()
			wg.Done()
		}()
	}
	runtime.Gosched()
	mu.Unlock()
	mu.Lock()
	fmt.Print("main ")
	mu.Unlock()
	wg.Wait()
	fmt.Println()
	fmt.Println(mu.TryLock())
}
