package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }
func (s *Stack[T]) Pop() (T, error) {
	var zero T
	if len(s.items) == 0 {
		return zero, errors.New("empty")
	}
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, nil
}

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) String() string { return fmt.Sprintf("%v=>%v", p.Key, p.Val) }

func MakePair[K comparable, V any](k K, v V) Pair[K, V] { return Pair[K, V]{k, v} }

type List[T any] struct {
	head *node[T]
	size int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Add(v T) *List[T] {
	l.head = &node[T]{v, l.head}
	l.size++
	return l
}
func (l *List[T]) Each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.v)
	}
}
func (l *List[T]) All() func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}

type Tree[T cmp.Ordered] struct {
	Left, Right *Tree[T]
	Val         T
}

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{Val: v}
	}
	switch {
	case v < t.Val:
		t.Left = t.Left.Insert(v)
	case v > t.Val:
		t.Right = t.Right.Insert(v)
	}
	return t
}
func (t *Tree[T]) Walk(f func(T)) {
	if t != nil {
		t.Left.Walk(f)
		f(t.Val)
		t.Right.Walk(f)
	}
}

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T)           { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool      { _, ok := s[v]; return ok }
func NewSet[T comparable](vs ...T) Set[T] {
	s := make(Set[T])
	for _, v := range vs {
		s.Add(v)
	}
	return s
}

type Cache[K comparable, V any] struct {
	Set[K]
	data map[K]V
	miss func(K) V
}

func (c *Cache[K, V]) Get(k K) V {
	if v, ok := c.data[k]; ok {
		return v
	}
	v := c.miss(k)
	c.data[k] = v
	c.Add(k)
	return v
}

type Num interface{ ~int | ~float64 }
type Vec[T Num] []T

func (v Vec[T]) Dot(w Vec[T]) (t T) {
	for i := range v {
		t += v[i] * w[i]
	}
	return
}

type Alias[T any] = map[string][]T
type IntPair = Pair[string, int]
type Func[A, B any] func(A) B

func (f Func[A, B]) Apply(a A) B { return f(a) }

type Option[T any] struct {
	v  *T
}

func Some[T any](v T) Option[T] { return Option[T]{&v} }
func (o Option[T]) OrElse(d T) T {
	if o.v == nil {
		return d
	}
	return *o.v
}

type Container[T any] interface {
	Push(T)
	Pop() (T, error)
}

func Drain[T any](c Container[T]) (out []T) {
	for {
		v, err := c.Pop()
		if err != nil {
			return
		}
		out = append(out, v)
	}
}

type Ordered[T any] interface{ Less(T) bool }
type age int

func (a age) Less(b age) bool { return a < b }

func Smallest[T Ordered[T]](xs ...T) T {
	m := xs[0]
	for _, x := range xs[1:] {
		if x.Less(m) {
			m = x
		}
	}
	return m
}

type Embed[T any] struct {
	*List[T]
	Pair[string, T]
}

func main() {
	var s Stack[string]
	s.Push("a")
	s.Push("b")
	fmt.Println(s.Pop())
	fmt.Println(Drain[string](&s), len(s.items))
	p := MakePair("k", 3.5)
	fmt.Printf("%v %T %s\n", p, p, IntPair{"z", 1})
	l := (&List[int]{}).Add(1).Add(2)
	l.Each(func(i int) { fmt.Print(i, " ") })
	for i, v := range l.All() {
		fmt.Print(i, v, " ")
	}
	var t *Tree[string]
	for _, w := range strings.Fields("the quick brown fox") {
		t = t.Insert(w)
	}
	t.Walk(func(s string) { fmt.Print(s, " ") })
	set := NewSet(1, 2, 2)
	fmt.Println(len(set), set.Has(2), set.Has(5))
	c := Cache[int, string]{Set[int]{}, map[int]string{}, func(k int) string { return fmt.Sprint("v", k) }}
	fmt.Println(c.Get(1), c.Get(1), c.Has(1), c.Has(2), Vec[float64]{1, 2}.Dot(Vec[float64]{3, 4}))
	var a Alias[int] = map[string][]int{"x": {1}}
	fmt.Println(a, Func[int, string](func(i int) string { return fmt.Sprint(i) }).Apply(4))
	fmt.Println(Some(3).OrElse(4), Option[string]{}.OrElse("d"), Smallest[age](5, 2, 9))
	e := Embed[int]{l, Pair[string, int]{"a", 1}}
	e.Add(9)
	fmt.Println(e.size, e.Key, e.Pair, e.head.v)
	fmt.Printf("%T %T %T\n", l, set, Pair[int2, map[string]any]{})
	_ = any(s).(Stack[string])
	_, ok := any(p).(Pair[string, int])
	fmt.Println(ok)
}

type int2 = [1]int
