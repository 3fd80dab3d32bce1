// Goexit ends a goroutine, and its deferred calls run on the way out.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer fmt.Println("goroutine: deferred")
		leave()
		fmt.Println("goroutine: never reached")
	}()
	wg.Wait()
	fmt.Println("main: goroutine is gone")
}

func leave() {
	defer fmt.Println("leave: deferred")
	runtime.Goexit()
}
