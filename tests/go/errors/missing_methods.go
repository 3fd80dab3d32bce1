package main

import "fmt"

type I interface{ M() }
type J interface {
	I
	N(int) string
}
type A struct{}
type B struct{}

func (*B) M() {}

type C struct{}

func (C) M(x int) {}

type D struct{}

func (D) m() {}

type E struct{}

func (E) M()             {}
func (E) N(s string) int { return 0 }

func use(I) {}

func main() {
	var i I = A{}
	i = B{}
	i = C{}
	use(D{})
	var j J = E{}
	use(5)
	var s fmt.Stringer = &A{}
	i = nil
	j = i
	_ = []I{A{}, &B{}}
	_ = map[string]I{"x": A{}}
	var e error = "text"
}
