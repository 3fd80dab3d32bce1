package main

type G[T any] struct{ G[T] }
type J[T any] J[T]
type A[T any] struct{ b B[T] }
type B[T any] struct{ a [2]A[T] }
type V[T any] struct{ v V[[]T] }
type X struct{ b Box[X] }
type Box[T any] struct{ v T }
type Z[T any] = Z[T]

func main() {
	type G[T any] struct{ G[T] }
	type J[T any] J[T]
	type Y Y
	type Z[T any] = []Z[T]
}
