package main

import "fmt"

type A struct {
	N int    `json:"n,omitempty"`
	S string `xml:"s"`
}
type B = struct {
	N int    `json:"n,omitempty"`
	S string `xml:"s"`
}
type C struct {
	F func()
	N int
}
type D struct {
	a any
	b [2]string
	c chan int
	p *int
	e struct{ x float64 }
}

func main() {
	var b B = A{1, "x"}
	a := A(b)
	fmt.Println(a == b, a)
	d1 := D{a: 1, b: [2]string{"p", "q"}}
	d2 := d1
	fmt.Println(d1 == d2)
	d2.e.x = 0.5
	fmt.Println(d1 == d2, d1 != d2)
	c := C{N: 1}
	fmt.Println(c.F == nil, c.N)
	defer func() { fmt.Println(recover()) }()
	d1.a, d2.a = []int{1}, []int{1}
	d2.e.x = 0
	fmt.Println(d1 == d2)
}
