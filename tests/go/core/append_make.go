// append(s, make([]T, n)...) makes nothing but its result; slices.Grow and bytes.Buffer rely on it.
package main

import (
	"fmt"
	"runtime"
	"slices"
)

type ints []int

var sink any

func measure(name string, f func() any) {
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	sink = f()
	runtime.ReadMemStats(&b)
	fmt.Println(name, b.TotalAlloc-a.TotalAlloc > 100_000, b.Mallocs-a.Mallocs)
}

func main() {
	n := 10_000
	measure("bytes", func() any { return append([]byte(nil), make([]byte, n*10)...) })
	measure("ints", func() any { return append(ints(nil), make(ints, n)...) })
	measure("grow", func() any { return slices.Grow([]int(nil), n) })
	s := []int{1, 2, 3, 4, 5, 6}
	s = append(s[:2], make([]int, 3)...)
	fmt.Println(s, s[:6], cap(s))
	fmt.Println(append([]int(nil), make([]int, 0)...) == nil)
	p := append([]*int{&n}, make([]*int, 2)...)
	fmt.Println(len(p), p[1] == nil, *p[0])
	type pair struct {
		a string
		b int
	}
	q := append([]pair{{"x", 1}}, make([]pair, 2)...)
	fmt.Println(q)
	defer func() { fmt.Println(recover()) }()
	m := -1
	s = append(s, make([]int, m)...)
}
