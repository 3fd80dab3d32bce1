package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Print("[done]")
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs[K comparable, V any](ks []K, vs []V) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for i := range ks {
			if !yield(ks[i], vs[i]) {
				return
			}
		}
	}
}

func find(n int) (r int) {
	defer func() { r *= 10 }()
	for i := range count(100) {
		defer fmt.Print("<", i, ">")
		for j := range count(100) {
			if i*j == n {
				return i + j
			}
			if j > i {
				break
			}
		}
	}
	return -1
}

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) all(yield func(int) bool) bool {
	return t == nil || t.l.all(yield) && yield(t.v) && t.r.all(yield)
}
func (t *tree) All() iter.Seq[int] { return func(y func(int) bool) { t.all(y) } }

func main() {
	var i int
	for i := range 3 {
		fmt.Print(i, " ")
	}
	for range 2 {
		fmt.Print("x ")
	}
	var n8 int8 = 3
	for i := range n8 {
		fmt.Printf("%T ", i)
	}
	const c = 2
	for i := range c {
		fmt.Printf("%T ", i)
	}
	fmt.Println()
	for i, r := range "aé" {
		fmt.Print(i, r, " ")
	}
	ch := make(chan int, 3)
	ch <- 7
	ch <- 8
	close(ch)
	for v := range ch {
		fmt.Print(v, " ")
	}
	arr := [3]int{1, 2, 3}
	for i, v := range &arr {
		arr[2] = 10
		fmt.Print(i, v, " ")
	}
	var np *[4]int
	for i := range np {
		fmt.Print(i, " ")
	}
	fmt.Println(len(np))
	for v := range count(5) {
		if v == 1 {
			continue
		}
		if v == 3 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	for k, v := range pairs([]string{"a", "b"}, []int{1, 2}) {
		fmt.Print(k, v, " ")
	}
	for range count(2) {
		fmt.Print("tick ")
	}
	fmt.Println(find(12))
	t := &tree{&tree{nil, nil, 1}, &tree{&tree{nil, nil, 3}, nil, 4}, 2}
	for v := range t.All() {
		if v == 4 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println(slices.Collect(t.All()), slices.Sorted(maps.Keys(map[int]bool{3: true, 1: true})))
outer:
	for i := range count(3) {
		for j := range count(3) {
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	for range func(yield func() bool) { _ = yield() && yield() } {
		fmt.Print("none ")
	}
	fmt.Println()
	x := []int{1, 2, 3}
	for i, x[0] = range x {
		fmt.Print(i, x[0], " ")
	}
	fmt.Println(i, x)
}
