package main

import "fmt"

type T struct{ x int }

func f() int { return 1 }

func main() {
	1 + 2
	x := 5
	x
	x == 3
	"string"
	f
	T{}
	T{}.x
	-x
	len("abc")
	append([]int{}, 1)
	fmt.Sprint
	func() {}
	[]int{1}[0]
	go f
	defer f
	*&x
}
