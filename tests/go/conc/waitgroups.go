// WaitGroup: Go, Done, use once more, several waiters, too many Done.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	var wg sync.WaitGroup
	wg.Wait()
	for round := range 2 {
		for i := range 3 {
			wg.Go(func() { fmt.Print(round, i, " ") })
		}
		wg.Wait()
	}
	fmt.Println()
	var waiters sync.WaitGroup
	wg.Add(1)
	for i := range 4 {
		waiters.Go(func() {
			wg.Wait()
			fmt.Print("w", i, " ")
		})
	}
	runtime.Gosched()
	wg.Done()
	waiters.Wait()
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		wg.Done()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var other sync.WaitGroup
		other.Add(-2)
	}()
	var g sync.WaitGroup
	g.Go(func() { runtime.Goexit() })
	g.Wait()
	fmt.Println("Goexit counts as done")
}
