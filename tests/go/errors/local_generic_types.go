package main

func f[P any](p P) {
	type A[T any] struct {
		x T
		y P
	}
	type B[T P] struct{}
	type C[T interface{ ~[]P }] []T
	type E[T any, T int] struct{}
	type F[T any] T
	var a A
	_ = A[int]{1, 2}
	_ = C[int]{}
	type K[T comparable] map[T]P
	_ = K[func()]{}
	_ = K[P]{}
	_ = a
}

func main() {
	_ = W[int]{}
	type W[T any] struct{}
}
