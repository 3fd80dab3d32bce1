package main

import "fmt"

func first(x int) int {
	if x > 0 {
		return 1

	return 2
}

func second() {
	fmt.Println("second")
}

func (t T) third() {
	for i := 0; i < 3; i++ {
	}
}
}

func main() {
	go func() {
		second()
	}()
}
