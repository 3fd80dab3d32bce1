package main

import (
	"context"
	"fmt"
	"time"
)

func gen(ctx context.Context) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := 0; ; i++ {
			select {
			case ch <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ch
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	for v := range gen(ctx) {
		if v == 5 {
			fmt.Println("v", v)
			break
		}
	}
	cancel()
	select {
	case <-time.After(10 * time.Millisecond):
		fmt.Println("timeout")
	case <-make(chan int):
	}
	c := make(chan int, 1)
	select {
	case v := <-c:
		fmt.Println("got", v)
	default:
		fmt.Println("empty")
	}
	c <- 1
	select {
	case c <- 2:
		fmt.Println("sent")
	default:
		fmt.Println("full")
	}
	select {
	case v, ok := <-c:
		fmt.Println(v, ok)
	}
	close(c)
	m := map[string]int{}
	var ok bool
	select {
	case m["x"], ok = <-c:
		fmt.Println(m, ok)
	}
	ctx2, cancel2 := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel2()
	start := time.Now()
	<-ctx2.Done()
	fmt.Println(ctx2.Err(), time.Since(start) >= 20*time.Millisecond)
	var nilc chan int
	tick := time.NewTicker(time.Millisecond)
	n := 0
loop:
	for {
		select {
		case <-nilc:
			fmt.Println("never")
		case <-tick.C:
			n++
			if n == 3 {
				break loop
			}
		}
	}
	fmt.Println("ticks", n)
	counts := [2]int{}
	a, b := make(chan int, 1000), make(chan int, 1000)
	for range 1000 {
		a <- 1
		b <- 1
	}
	for range 1000 {
		select {
		case <-a:
			counts[0]++
		case <-b:
			counts[1]++
		}
	}
	fmt.Println(counts[0] > 400, counts[1] > 400, counts[0]+counts[1])
}
