package main

type List[T any] []T

func (l List[T]) Zip[U any](m List[U]) List[Pair[T, U]] { return nil }

type Pair[A, B any] struct {
	a A
	b B
}

func main() {}
