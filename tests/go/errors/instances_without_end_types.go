package main

type Fine[A, B any] struct{ f *Fine[B, A] }
type W[T any] struct {
	a *W[*T]
	b *W[[]T]
}

func f[T any](n int, x T) {
	if n > 0 {
		f(n-1, &x)
		f(n-1, []T{x})
	}
}

func main() { f(1, W[int]{}) }
