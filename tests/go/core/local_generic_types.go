package main

import (
	"fmt"
	"sort"
)

// Generic types declared in functions: of values, of pointers to themselves, aliases, interfaces.

type base[T any] struct{ v T }

func (b base[T]) Get() T { return b.v }

func sum(xs ...int) int {
	type node[T any] struct {
		next *node[T]
		v    T
	}
	type list[T any] struct {
		head *node[T]
		size int
	}
	var l list[int]
	for _, x := range xs {
		l.head = &node[int]{l.head, x}
		l.size++
	}
	total := 0
	for n := l.head; n != nil; n = n.next {
		total += n.v
	}
	return total * l.size
}

var global = func() any {
	type pair[A, B any] struct {
		a A
		b B
	}
	return pair[int, string]{1, "one"}
}()

func main() {
	fmt.Println(sum(1, 2, 3), global)

	const n = 3
	var row [2 * n]int
	type grid[T any] [n][len(row)]T
	fmt.Println(len(grid[bool]{}), len(grid[string]{}[0]))

	type getter[T any] interface{ Get() T }
	type named[T any] struct {
		base[T]
		name string
	}
	var g getter[int] = named[int]{base[int]{7}, "seven"}
	fmt.Println(g.Get(), g)

	type number interface{ ~int | ~float64 }
	type vector[N number] []N
	type table[K comparable, N number] map[K]vector[N]
	type floats = vector[float64]
	type byName[N number] = table[string, N]
	t := byName[float64]{"a": {1.5}, "b": floats{2}}
	var keys []string
	for k := range t {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys, t["a"][0]+t["b"][0])

	type apply[A, B any] func(A) B
	type stream[T any] chan apply[T, string]
	s := make(stream[int], 1)
	s <- func(n int) string { return fmt.Sprint(n) }
	fmt.Println((<-s)(5) + "!")

	// Inner scopes have types of their own.
	type box[T any] struct{ v T }
	{
		type box[T any] []T
		fmt.Println(box[int]{1}, box[string]{"x"})
	}
	for i := range 2 {
		type box[T any] struct{ T, i int }
		fmt.Println(box[error]{T: 1, i: i})
	}
	var x any = box[int]{2}
	_, same := x.(box[int])
	_, other := x.(box[string])
	fmt.Println(same, other, box[int]{2} == x)
}
