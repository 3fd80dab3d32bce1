package main

import "fmt"

type A int

func main() {
	var i int = 1
	var f float64 = 2
	var s string = "x"
	var a A = 3
	var u uint8 = 4
	fmt.Println(i + f)
	fmt.Println(i == s)
	fmt.Println(a + i)
	fmt.Println(s + 1)
	fmt.Println(s + 'x')
	fmt.Println(u << f)
	fmt.Println(i && true)
	fmt.Println("a" * 2)
	fmt.Println(!i, -s, ^f)
	fmt.Println(i < nil)
}
