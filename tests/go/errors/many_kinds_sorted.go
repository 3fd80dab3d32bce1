package main

import "fmt"

func late() int {
	x := 1
}

var g = undefined1

type T struct{ u Unknown }

func main() {
	fmt.Println("x" + 1)
	y := 2
	var z string = 3
	return 1
}

func other(a int) { other() }
