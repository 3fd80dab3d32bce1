// select: one of the ready cases at random, nil channels never, default only if none is ready.
package main

import "fmt"

func main() {
	a, b := make(chan int), make(chan int)
	go func() {
		for {
			a <- 1
		}
	}()
	close(b)
	counts := map[string]int{}
	full := make(chan int, 1)
	full <- 1
	for range 10000 {
		select {
		case <-b:
			counts["b"]++
		case full <- 2:
			counts["full"]++
		case v := <-full:
			counts["take"]++
			full <- v
		case <-chan int(nil):
			counts["nil"]++
		}
	}
	even := counts["b"] > 4500 && counts["b"] < 5500
	fmt.Println(even, counts["b"]+counts["take"], counts["full"], counts["nil"])
	select {
	case v := <-chan int(nil):
		fmt.Println(v)
	default:
		fmt.Println("default")
	}
	fmt.Println(<-a)
	done := make(chan bool)
	go func() {
		select {
		case v, ok := <-full:
			fmt.Println("got", v, ok)
		case <-make(chan int):
		}
		close(done)
	}()
	<-done
loop:
	for i := 0; ; i++ {
		select {
		case <-b:
			if i == 3 {
				break loop
			}
			continue
		}
	}
	fmt.Println("end")
}
