package main

import "fmt"

// Each instance of a generic function has types of its own.

func local[T any]() any {
	type mine struct{ v T }
	return mine{}
}

func generic[T any](t T) any {
	type mine[U any] struct {
		t T
		u U
	}
	return mine[int]{t: t}
}

func kind[T any](x any) string {
	type mine struct{ v T }
	type other[U any] struct {
		t T
		u U
	}
	if x == nil {
		x = mine{}
	} else if x == "other" {
		x = other[T]{}
	}
	switch x.(type) {
	case mine:
		return "mine"
	case other[string]:
		return "other[string]"
	case other[T]:
		return "other[T]"
	}
	return "no"
}

func convert[T any](x any) (err error) {
	type mine struct{ v T }
	defer func() { err, _ = recover().(error) }()
	_ = x.(mine)
	return nil
}

type Stack[T any] []T

func (s Stack[T]) Index[K comparable](key func(T) K) []K {
	type slot[V any] struct {
		k K
		v V
	}
	var slots []slot[T]
	for _, x := range s {
		slots = append(slots, slot[T]{key(x), x})
	}
	var keys []K
	each := func(f func(slot[T])) {
		for _, x := range slots {
			f(x)
		}
	}
	each(func(x slot[T]) { keys = append(keys, x.k) })
	fmt.Printf("%v %T\n", slots, slots)
	return keys
}

func sorted[T any](less func(a, b T) bool, xs ...T) (r []T) {
	type tree[V any] struct {
		l, r *tree[V]
		v    V
	}
	var insert func(t *tree[T], v T) *tree[T]
	insert = func(t *tree[T], v T) *tree[T] {
		switch {
		case t == nil:
			return &tree[T]{v: v}
		case less(v, t.v):
			t.l = insert(t.l, v)
		default:
			t.r = insert(t.r, v)
		}
		return t
	}
	var root *tree[T]
	for _, x := range xs {
		root = insert(root, x)
	}
	var walk func(t *tree[T])
	walk = func(t *tree[T]) {
		if t != nil {
			walk(t.l)
			r = append(r, t.v)
			walk(t.r)
		}
	}
	walk(root)
	return r
}

func main() {
	fmt.Println(local[int]() == local[int](), local[int]() == local[string]())
	fmt.Println(generic(1) == generic(1), generic(1) == generic("1"))
	fmt.Println(kind[int](nil), kind[int]("other"), kind[string]("other"), kind[int](local[int]()))
	fmt.Println(convert[int](local[int]()))
	fmt.Println(convert[string](local[int]()))
	fmt.Println(Stack[string]{"a", "bb"}.Index(func(s string) int { return len(s) }))
	fmt.Println(sorted(func(a, b string) bool { return a < b }, "c", "a", "b"))
	fmt.Println(sorted(func(a, b int) bool { return a > b }, 1, 3, 2))
}
