package main

import "fmt"

func main() {
	x := 5
	x()
	x.y = 1
	len(x)
	cap(map[int]int{})
	for range x.y {
	}
	for i := range 3.5 {
	}
	close(x)
	var r <-chan int
	close(r)
	r <- 1
	var w chan<- int
	<-w
	delete(x, 1)
	append(x, 1)
	fmt.Println(x...)
}
