package main

import "fmt"

type Pair[A, B any] struct {
	a A
	b B
}

func (p Pair[A, B]) With[C any](c C) Pair[A, C] { return Pair[A, C]{p.a, c} }
func (p *Pair[A, B]) Set[S ~[]A](s S) int {
	p.a = s[0]
	return len(s)
}

type Conv struct{ n int }

func (c Conv) Same[T any](x T) T             { return x }
func (c Conv) Twice[T any](x T) [2]T         { return [2]T{x, x} }
func (c Conv) N[T ~int]() T                  { return T(c.n) }
func (c Conv) Curry[A, B any](a A) func(B) A { return func(B) A { return a } }

func apply[T, U any](x T, f func(T) U) U { return f(x) }

func same(c Conv) func(bool) bool { return c.Same }

func main() {
	// The receiver is kept when the value is made.
	c := Conv{1}
	n := c.N[int]
	c.n = 2
	fmt.Println(n(), c.N[int]())

	// Type arguments from the type that is wanted.
	var f func(string) [2]string = c.Twice
	var g func(int) func(string) int
	g = c.Curry
	fmt.Println(f("x"), g(3)("y"), same(c)(true))

	// Type arguments of caller and argument found together.
	fmt.Println(apply(1, c.Same), apply("a", c.Twice), apply(2.5, Conv{}.Twice[float64]))

	// Method expressions: the receiver is the first parameter.
	with := Pair[int, string].With[bool]
	p := Pair[int, string]{1, "s"}
	fmt.Printf("%T %v\n", with, with(p, true))
	fmt.Println(Pair[int, string].With(p, 'x'), Conv.Same(c, "z"), (*Conv).N[int](&c))
	set := (*Pair[int, string]).Set[[]int]
	fmt.Println(set(&p, []int{7, 8}), p)
	byPointer := (*Pair[int, string]).With[error]
	fmt.Println(byPointer(&p, nil))

	// Calls that are deferred or have a goroutine of their own.
	defer c.Curry[int, int](1)
	done := make(chan int, 1)
	go func(f func(int) int) { done <- f(5) }(c.Same)
	fmt.Println(<-done)
	move := p.Set[[]int]
	p = Pair[int, string]{}
	fmt.Println(move([]int{9}), p)
}
