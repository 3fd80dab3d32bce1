package main

func Make[T any]() T              { var t T; return t }
func Pair[K, V any](k K, v V)     {}
func Map[T, U any](x []T, f func(T) U) []U { return nil }
func Two[T any](a, b T)           {}

type Box[T any] struct{ v T }
type Tree[K comparable, V any] struct{}

func (b Box[T]) Get() T { return b.v }

func main() {
	Make()
	x := Make
	Two(1, "a")
	Pair[int]("a", 1)
	Pair[int, string, bool](1, "a")
	var b Box
	var c Box[int, string]
	_ = Box{5}
	var t Tree[int]
	_ = Map(5, nil)
}
