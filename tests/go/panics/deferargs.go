// At the defer statement function, receiver and arguments are evaluated and kept.
package main

import "fmt"

type T struct{ n int }

func (t T) V()  { fmt.Println("value receiver", t.n) }
func (t *T) P() { fmt.Println("pointer receiver", t.n) }

func trace(s string) string { fmt.Println("evaluated", s); return s }

func outer() func() {
	fmt.Println("outer now")
	return func() { fmt.Println("inner later") }
}

func main() {
	t := T{1}
	p := &t
	f := func() { fmt.Println("old f") }
	i := 1
	defer fmt.Println(trace("a"), trace("b"), i)
	defer t.V()
	defer p.P()
	defer f()
	defer outer()()
	defer func(n int) { fmt.Println("argument", n, "variable", i) }(i)
	t.n = 2
	p = &T{3}
	f = func() { fmt.Println("new f") }
	i = 9
	fmt.Println("end of main", p.n)
	f()
}
