package main

import "fmt"

func main() {
	s := 0
	for i := 0; i < 20_000_000; i++ {
		s += i & 3
	}
	fmt.Println(s)
}
