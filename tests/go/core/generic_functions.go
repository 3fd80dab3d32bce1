package main

import (
	"cmp"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

type Number interface {
	~int | ~int64 | ~float64
}
type MyInt int

func Sum[T Number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func Filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for _, e := range s {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}

func Reduce[T, A any](xs []T, init A, f func(A, T) A) A {
	for _, x := range xs {
		init = f(init, x)
	}
	return init
}

func Keys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	keys := make([]K, 0)
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

func Ptr[T any](v T) *T { return &v }

func Zero[T any]() T { var z T; return z }

func Equal[T comparable](a, b T) bool { return a == b }

type Stringish interface {
	~string
	Len() int
}
type Str string

func (s Str) Len() int { return len(s) }

func TotalLen[T Stringish](xs []T) int {
	n := 0
	for _, x := range xs {
		n += x.Len() + len(string(x))
	}
	return n
}

type Setter[T any] interface {
	Set(string)
	*T
}
type conf struct{ v string }

func (c *conf) Set(s string) { c.v = s }

func FromStrings[T any, P Setter[T]](ss []string) []T {
	out := make([]T, len(ss))
	for i, s := range ss {
		P(&out[i]).Set(s)
	}
	return out
}

func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(a A) C { return g(f(a)) } }

func MaxOf[T cmp.Ordered](a T, rest ...T) T {
	for _, r := range rest {
		a = max(a, r)
	}
	return a
}

type Celsius []float64

func Convert[To, From Number](f From) To { return To(f) }

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[MyInt](1, 2), Sum[float64]())
	fmt.Println(Map([]int{1, 2}, strconv.Itoa), Map([]string{"a"}, strings.ToUpper), Map([]int{1}, func(i int) float64 { return float64(i) / 2 }))
	c := Filter(Celsius{1, -2, 3}, func(f float64) bool { return f > 0 })
	fmt.Printf("%T %v\n", c, c)
	fmt.Println(Reduce([]int{1, 2, 3}, "", func(a string, x int) string { return a + fmt.Sprint(x) }))
	fmt.Println(Keys(map[string]int{"b": 1, "a": 2}), *Ptr(5), *Ptr("s"), Zero[int](), Zero[*int]() == nil, Zero[[2]string]())
	fmt.Println(Equal(1, 1), Equal("a", "b"), Equal[any](1, 1.0), Equal(struct{ a int }{1}, struct{ a int }{1}))
	fmt.Println(TotalLen([]Str{"ab", "c"}), FromStrings[conf]([]string{"x", "y"}))
	f := Compose(func(s string) int { return len(s) }, func(n int) bool { return n > 2 })
	fmt.Println(f("abc"), f("a"), MaxOf(1, 3, 2), MaxOf("x"))
	g := Sum[int]
	fmt.Printf("%T %d %v %v\n", g, g(4, 5), Convert[int](3.7), Convert[float64, MyInt](2))
	var h func([]int, func(int) string) []string = Map
	fmt.Println(h([]int{7}, strconv.Itoa))
	fmt.Printf("%T %T\n", Zero[map[string]MyInt](), Ptr[error](nil))
}
