package main

import (
	"fmt"
	"time"
)

func main() {
	a, b := make(chan int, 1), make(chan string)
	var nilch chan int
	select {
	case v := <-nilch:
		fmt.Println(v)
	case nilch <- 1:
	default:
		fmt.Println("default")
	}
	a <- 5
	select {
	case v, ok := <-a:
		fmt.Println(v, ok)
	case s := <-b:
		fmt.Println(s)
	}
	go func() { b <- "hello" }()
	select {
	case v := <-a:
		fmt.Println(v)
	case s := <-b:
		fmt.Println(s)
	case <-time.After(time.Second):
		fmt.Println("timeout")
	}
	select {
	case a <- 1:
		fmt.Println("sent")
	default:
		fmt.Println("full")
	}
	select {
	case a <- 2:
		fmt.Println("sent")
	default:
		fmt.Println("full")
	}
	arr := []int{0, 0}
	i := 1
	select {
	case arr[i] = <-a:
	}
	fmt.Println(arr)
	var m = map[string]int{}
	var ok bool
	close(a)
	select {
	case m["x"], ok = <-a:
	}
	fmt.Println(m, ok)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case s, ok := <-b:
				if !ok {
					return
				}
				fmt.Println("worker", s)
			}
		}
	}()
	b <- "one"
	b <- "two"
	close(b)
	<-done
	select {
	case <-time.After(10 * time.Millisecond):
		fmt.Println("timeout")
	case <-nilch:
	}
	t := time.NewTicker(time.Millisecond)
	n := 0
	for range t.C {
		if n++; n == 3 {
			t.Stop()
			break
		}
	}
	fmt.Println(n)
	func() {
		defer func() { fmt.Println(recover()) }()
		select {
		case a <- 1:
		default:
		}
	}()
}
