package main

import (
	"fmt"
	"strconv"
)

// Type arguments that follow from other things than the types of plain arguments.

func Map[T, U any](xs []T, f func(T) U) (r []U) {
	for _, x := range xs {
		r = append(r, f(x))
	}
	return
}

func id[T any](x T) T      { return x }
func twin[T any](x T) [2]T { return [2]T{x, x} }

func then[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}

type Getter[T any] interface{ Get() T }
type cell struct{ n int }

func (c cell) Get() int { return c.n }

func get[T any](g Getter[T]) T             { return g.Get() }
func first[S ~[]E, E any](s S) E           { return s[0] }
func inner[S ~[]int](s S) int              { return first(s) }
func plain[E any](s []E) E                 { return s[0] }
func through[S ~[]E, E any](s S) E         { return plain(s) }
func both[A, B any](a A, b B) string       { return fmt.Sprintf("%T %T", a, b) }
func send[T any](c chan<- T, x T)          { c <- x }
func load[P interface{ *V }, V any](p P) V { return *p }
func parse[T any, P interface {
	Set(string)
	*T
}](s string) T {
	var v T
	P(&v).Set(s)
	return v
}

type num int

func (n *num) Set(s string) { v, _ := strconv.Atoi(s); *n = num(v) }

type ints []int

func main() {
	fmt.Println(Map([]int{1}, id), Map([]string{"a"}, twin))
	fmt.Println(then(twin[int], id)(3), then(id[string], twin)("b"), then(strconv.Itoa, twin)(4))
	fmt.Println(get(cell{5}), get[int](cell{6}), get(Getter[int](cell{7})))
	fmt.Println(first(ints{8}), inner(ints{9}), through(ints{10}), plain(ints{11}))
	fmt.Println(both[[]int](ints{}, 1), both(1, 'x'))
	c := make(chan int, 1)
	send(c, 12)
	n := 13
	fmt.Println(<-c, load(&n), parse[num]("14"))
}
