package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
)

type number interface {
	~int | ~int64 | ~float64
}

func sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func mapf[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func keys[K cmp.Ordered, V any](m map[K]V) []K {
	var ks []K
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return ks
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }
func (s *stack[T]) pop() (T, error) {
	var zero T
	if len(s.items) == 0 {
		return zero, errors.New("empty")
	}
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, nil
}

type list[T any] struct {
	head *node[T]
	n    int
}

type node[T any] struct {
	v    T
	next *node[T]
}

func (l *list[T]) add(v T) {
	l.head = &node[T]{v, l.head}
	l.n++
}

func (l *list[T]) all(yield func(int, T) bool) {
	i := 0
	for n := l.head; n != nil; n = n.next {
		if !yield(i, n.v) {
			return
		}
		i++
	}
}

type myInt int

func (m myInt) String() string { return fmt.Sprintf("<%d>", int(m)) }

func join[T fmt.Stringer](xs []T) string {
	var parts []string
	for _, x := range xs {
		parts = append(parts, x.String())
	}
	return strings.Join(parts, ",")
}

func countdown(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := n; i > 0; i-- {
			if !yield(i) {
				fmt.Println("stopped")
				return
			}
		}
	}
}

func firstOver(n int) int {
	for x := range countdown(10) {
		if x%3 != 0 {
			continue
		}
		if x < n {
			return x
		}
	}
	return -1
}

func deferIn() (s string) {
	for x := range countdown(2) {
		defer func() { s += fmt.Sprint(x) }()
	}
	return "r"
}

func pairOf[A, B any](a A, b B) struct {
	First  A
	Second B
} {
	return struct {
		First  A
		Second B
	}{a, b}
}

func main() {
	fmt.Println(sum(1, 2, 3), sum(1.5, 2.5), sum[myInt](4, 5))
	fmt.Println(mapf([]int{1, 2, 3}, func(i int) string { return strings.Repeat("x", i) }))
	fmt.Println(keys(map[string]int{"b": 1, "a": 2}), keys(map[int]bool{3: true, 1: false}))
	s := &stack[string]{}
	s.push("a")
	s.push("b")
	fmt.Println(s.pop())
	fmt.Println(s.pop())
	fmt.Println(s.pop())
	l := &list[float64]{}
	l.add(1.5)
	l.add(2.5)
	l.add(3.5)
	for i, v := range l.all {
		if i == 2 {
			break
		}
		fmt.Println(i, v)
	}
	fmt.Println(join([]myInt{1, 2}))
	fmt.Println(firstOver(7), firstOver(0))
	fmt.Println(deferIn())
	fmt.Println(pairOf(1, "x"))
	fmt.Printf("%T %T %v\n", *s, l, pairOf(myInt(2), []int{1}))
	xs := []string{"banana", "kiwi", "apple"}
	sort.Slice(xs, func(i, j int) bool { return len(xs[i]) < len(xs[j]) })
	fmt.Println(xs, slices.Max([]int{3, 9, 2}), slices.Contains(xs, "kiwi"), slices.Index(xs, "apple"))
	slices.SortFunc(xs, func(a, b string) int { return cmp.Compare(b, a) })
	fmt.Println(xs)
	sort.Ints([]int{3, 1, 2})
	fmt.Println(min(2, sum(1)), max(1.5, sum(1.0)))
}
