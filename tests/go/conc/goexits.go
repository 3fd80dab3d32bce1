// Goexit runs deferred calls, recover gives nil, and only the goroutine ends.
package main

import (
	"fmt"
	"runtime"
)

func deep() {
	defer fmt.Println("deep")
	runtime.Goexit()
	fmt.Println("never")
}

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println("recover:", recover()) }()
		defer fmt.Println("outer")
		deep()
	}()
	<-done
	go func() {
		defer func() { done2 <- recover() }()
		defer func() {
			defer func() { fmt.Println("inner", recover()) }()
			panic("in a deferred call")
		}()
		runtime.Goexit()
	}()
	fmt.Println(<-done2)
	go func() {
		defer func() { done2 <- "gone" }()
		func() {
			defer func() { fmt.Println(recover()) }()
			defer runtime.Goexit()
			panic("replaced")
		}()
		fmt.Println("never")
	}()
	fmt.Println(<-done2)
}

var done2 = make(chan any)
