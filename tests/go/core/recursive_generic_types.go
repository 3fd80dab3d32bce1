package main

import "fmt"

// Generic types and aliases that mention themselves and each other, behind pointers.

type Node[T any] struct {
	next *Link[T]
	kids []Node[T]
	v    T
}
type Link[T any] = Node[T]

type Even[A, B any] struct {
	odd *Odd[B, A]
	a   A
}
type Odd[A, B any] struct {
	even *Even[B, A]
	a    A
}

type Self[T any] func(T) Self[T]

type Less[T Less[T]] interface{ Less(T) bool }
type num int

func (n num) Less(m num) bool { return n < m }

func least[T Less[T]](xs ...T) T {
	m := xs[0]
	for _, x := range xs {
		if x.Less(m) {
			m = x
		}
	}
	return m
}

func main() {
	n := Node[int]{v: 1, kids: []Node[int]{{v: 2}}}
	n.next = &Link[int]{v: 3}
	fmt.Println(n.next.v, n.kids[0].v)
	e := Even[int, string]{a: 1, odd: &Odd[string, int]{a: "s"}}
	e.odd.even = &e
	fmt.Println(e.odd.even.odd.a, e.a)
	var log []int
	var f Self[int]
	f = func(x int) Self[int] { log = append(log, x); return f }
	f(1)(2)(3)
	fmt.Println(log, least[num](3, 1, 2))

	type Less[T Less2[T]] interface{ Less(T) bool }
	var l Less[num] = num(4)
	fmt.Println(l.Less(5))
}

type Less2[T any] interface{ Less(T) bool }
