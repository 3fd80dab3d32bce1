package main

import "fmt"

func main() {
	defer fmt.Println("deferred")
	z := 0
	fmt.Println(1 / z)
}
