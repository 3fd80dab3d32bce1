package main

import "fmt"

type List[T any] []T

func (l List[T]) Map[U any](f func(T) U) List[U] {
	var r List[U]
	for _, x := range l {
		r = append(r, f(x))
	}
	return r
}

func (l List[T]) Fold[A any](a A, f func(A, T) A) A {
	for _, x := range l {
		a = f(a, x)
	}
	return a
}

func (l *List[T]) Append[S ~[]T](more ...S) *List[T] {
	for _, s := range more {
		*l = append(*l, s...)
	}
	return l
}

type Ints []int

type Store map[string]any

func (s Store) Get[T any](key string) (v T, ok bool) {
	v, ok = s[key].(T)
	return
}

func (s Store) Put[T any](key string, v T) Store {
	s[key] = v
	return s
}

type Counter struct{ n int }

func (c *Counter) Add[N ~int | ~float64](n N) N {
	c.n += int(n)
	return N(c.n)
}

func main() {
	var l List[int]
	l.Append([]int{1}, nil).Append(Ints{2, 3})
	fmt.Println(l, l.Map(func(x int) string { return fmt.Sprint(x, "!") }))
	fmt.Println(l.Fold("", func(s string, x int) string { return fmt.Sprint(s, x) }))
	half := l.Map(func(x int) float64 { return float64(x) / 2 })
	fmt.Printf("%T %v %v\n", half, half, half.Map(func(x float64) bool { return x > 1 }))

	s := Store{}.Put("n", 1).Put("e", error(nil)).Put[any]("s", "text")
	fmt.Println(s.Get[int]("n"))
	fmt.Println(s.Get[string]("n"))
	fmt.Println(s.Get[string]("s"))
	fmt.Println(s.Get[error]("e"))

	var c Counter
	type celsius float64
	fmt.Println(c.Add(2), c.Add(1.5), (&c).Add[int](4))
	fmt.Printf("%T %v\n", c.Add(celsius(3)), c)
}
