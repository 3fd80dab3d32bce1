// A select that waits stands in all its queues and leaves them when one case is served.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	runtime.GOMAXPROCS(1)
	a, b, out := make(chan int), make(chan string), make(chan string)
	go func() {
		for range 2 {
			select {
			case v := <-a:
				out <- fmt.Sprint("a", v)
			case s := <-b:
				out <- "b" + s
			}
		}
		close(out)
	}()
	runtime.Gosched()
	b <- "x"
	fmt.Println(<-out)
	runtime.Gosched()
	select {
	case b <- "late":
		fmt.Println("b taken")
	default:
		fmt.Println("nobody takes b")
	}
	v, ok := <-out
	fmt.Println(v, ok)
	sends := make(chan int)
	go func() {
		select {
		case sends <- 7:
			fmt.Println("sent")
		case v := <-sends:
			fmt.Println("received own", v)
		}
		close(sends)
	}()
	fmt.Println(<-sends)
	_, ok = <-sends
	fmt.Println(ok)
}
