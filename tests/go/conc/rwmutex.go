// RWMutex: a waiting writer holds new readers back; after it they go first.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	var rw sync.RWMutex
	var wg sync.WaitGroup
	rw.RLock()
	rw.RLock()
	fmt.Println(rw.TryLock())
	rw.RUnlock()
	start := func(name string, work func()) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work()
			_ = name
		}()
		runtime.Gosched()
	}
	start("writer", func() {
		rw.Lock()
		fmt.Println("writer in")
		runtime.Gosched()
		fmt.Println("writer out")
		rw.Unlock()
	})
	for i := range 3 {
		start("reader", func() {
			rw.RLock()
			fmt.Println("reader", i)
			rw.RUnlock()
		})
	}
	start("second writer", func() {
		rw.Lock()
		fmt.Println("second writer")
		rw.Unlock()
	})
	fmt.Println("held back", rw.TryRLock())
	rw.RUnlock()
	wg.Wait()
	fmt.Println(rw.TryLock())
	rw.Unlock()
	l := rw.RLocker()
	l.Lock()
	l.Unlock()
}
