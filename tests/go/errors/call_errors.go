package main

import "fmt"

type T struct{}

func (t T) M() {}

var f = 5

func main() {
	f()
	T()
	T.M()
	T{}.M
	fmt()
	fmt.Println
	x := fmt
	int()
	int(1, 2)
	string(1.5)
	[]int("abc")
	(func())(nil)()
}
