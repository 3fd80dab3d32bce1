package main

import "fmt"

type I interface {
	M[T any](x T)
}

type S struct{}

func (S) Id[T any](x T) T        { return x }
func (S) Two[A, B any](A, B)     {}
func (S) String[T any]() string  { return "" }
func (*S) F[T fmt.Stringer](x T) {}

type L[T any] []T

func (L[T]) Each[U ~[]T, V interface{ ~[]U; Len() int }](u U, v V) {}

func f[T interface{ Id(int) int }](x T) {}
func g[T fmt.Stringer](x T)             {}

func main() {
	var _ fmt.Stringer = S{}
	var x interface{ Id(int) int }
	_ = x.(S)
	f(S{})
	f[S](S{})
	g(S{})
	var _ interface{ Two() } = S{}
	var _ interface{ Each() } = L[int]{}
	switch x.(type) {
	case S:
	}
}
