// A sender blocked on a full buffer has its value put behind those in the buffer; closing makes
// blocked senders panic.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	runtime.GOMAXPROCS(1)
	c := make(chan int, 2)
	c <- 1
	c <- 2
	go func() {
		c <- 3
		fmt.Println("three is in")
	}()
	runtime.Gosched()
	fmt.Println(<-c, len(c))
	runtime.Gosched()
	fmt.Println(<-c, <-c, len(c))
	full := make(chan int)
	done := make(chan any)
	go func() {
		defer func() { done <- recover() }()
		full <- 1
	}()
	runtime.Gosched()
	close(full)
	fmt.Println(<-done)
}
