package main

import "fmt"

type T struct{ a, b int }

func f() string { return "f" }

func main() {
	p := new(42)
	q := new(f())
	r := new(T{1, 2})
	s := new(int8(3))
	t := new(*p + 1)
	u := new("x" + *q)
	*p++
	fmt.Println(*p, *q, *r, *s, *t, *u)
	fmt.Printf("%T %T %T %T\n", p, q, r, new(1.5))
	x := []*int{new(1), new(2)}
	fmt.Println(*x[0] + *x[1])
	type opt struct{ n *int }
	o := opt{n: new(7)}
	fmt.Println(*o.n, *new(T), *new([]int) == nil)
	var e any = new(any(5))
	fmt.Printf("%T\n", e)
}
