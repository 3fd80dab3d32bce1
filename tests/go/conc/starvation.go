// Mutex: who has waited for more than a millisecond is handed the lock; newcomers queue behind.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func main() {
	runtime.GOMAXPROCS(1)
	var mu sync.Mutex
	var wg sync.WaitGroup
	mu.Lock()
	wg.Add(1)
	go func() {
		mu.Lock()
		fmt.Println("waiter has it")
		mu.Unlock()
		wg.Done()
	}()
	time.Sleep(5 * time.Millisecond)
	mu.Unlock()
	// The waiter is only woken: main is faster.
	mu.Lock()
	fmt.Println("main was faster")
	runtime.Gosched()
	mu.Unlock()
	// Now it is handed over.
	mu.Lock()
	fmt.Println("main after it")
	mu.Unlock()
	wg.Wait()
}
