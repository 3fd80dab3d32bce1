package main

import (
	"fmt"
	"sort"
)

type Handler func(string) string
type Middleware func(Handler) Handler

func (h Handler) Serve(s string) string { return h(s) }

type Server interface{ Serve(string) string }

func chain(h Handler, ms ...Middleware) Handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

func wrap(l, r string) Middleware {
	return func(next Handler) Handler {
		return func(s string) string { return l + next(s) + r }
	}
}

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type state func(int) (state, int)

func even(n int) (state, int) { return odd, n * 2 }
func odd(n int) (state, int) {
	if n > 50 {
		return nil, n
	}
	return even, n + 1
}

func fib() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}

type Op struct {
	name string
	fn   func(float64, float64) float64
}

func main() {
	var s Server = chain(func(s string) string { return s }, wrap("[", "]"), wrap("(", ")"))
	fmt.Println(s.Serve("x"))
	words := byLen{"ccc", "a", "bb"}
	sort.Sort(words)
	fmt.Println(words)
	n := 3
	for st := state(even); st != nil; {
		st, n = st(n)
	}
	fmt.Println(n)
	f := fib()
	for range 8 {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	ops := []Op{{"+", func(a, b float64) float64 { return a + b }}, {"/", func(a, b float64) float64 { return a / b }}}
	for _, op := range ops {
		fmt.Println(op.name, op.fn(6, 4))
	}
	var nilf func()
	fmt.Println(nilf == nil, func() {} != nil)
	fact := func() func(int) int {
		var f func(int) int
		f = func(n int) int {
			if n < 2 {
				return 1
			}
			return n * f(n-1)
		}
		return f
	}()
	fmt.Println(fact(10), func(a, b int) int { return a * b }(6, 7))
	acc := map[string]func(...int) int{
		"sum": func(xs ...int) (t int) {
			for _, x := range xs {
				t += x
			}
			return t
		},
	}
	fmt.Println(acc["sum"](1, 2, 3))
	counter := 0
	inc := func() int { counter++; return counter }
	fmt.Println(inc(), inc(), counter)
	defer func() { fmt.Println(recover()) }()
	nilf()
}
