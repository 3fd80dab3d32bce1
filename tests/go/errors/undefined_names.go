package main

import "fmt"

type T struct{ a int }

func (T) M() {}

func main() {
	x = 1
	y := z
	fmt.Printline("x")
	fmt.println("x")
	var t T
	t.b = 1
	t.N()
	t.m()
	t.A = 2
	undefinedFunc(1)
	var q Unknown
	strings.ToUpper("x")
	_ = []Foo{}
}
