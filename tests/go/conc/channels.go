// Direct hand-over, buffers, closing; order of running on one P.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func trace(size, count int) {
	c, done := make(chan int, size), make(chan bool)
	go func() {
		for v := range c {
			fmt.Print("r", v, " ")
		}
		close(done)
	}()
	for i := range count {
		fmt.Print("s", i, " ")
		c <- i
		fmt.Print("a", i, " ")
	}
	close(c)
	<-done
	fmt.Println()
}

func wakeOrder(n int) {
	c := make(chan int)
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			_, ok := <-c
			fmt.Print(i, ok, " ")
			wg.Done()
		}()
	}
	runtime.Gosched()
	close(c)
	wg.Wait()
	fmt.Println()
}

func fifo() {
	c := make(chan string)
	for _, name := range []string{"a", "b", "c"} {
		go func() { c <- name }()
	}
	runtime.Gosched()
	fmt.Println(<-c, <-c, <-c)
}

func main() {
	runtime.GOMAXPROCS(1)
	trace(0, 4)
	trace(2, 5)
	wakeOrder(5)
	fifo()
	c := make(chan int, 3)
	c <- 1
	c <- 2
	close(c)
	fmt.Println(len(c), cap(c))
	v, ok := <-c
	fmt.Println(v, ok)
	v, ok = <-c
	fmt.Println(v, ok)
	v, ok = <-c
	fmt.Println(v, ok)
	for range c {
		fmt.Println("never")
	}
	var none chan int
	fmt.Println(len(none), cap(none), none == nil)
}
