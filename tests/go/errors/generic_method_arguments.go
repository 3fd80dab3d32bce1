package main

type L[T any] []T

func (l L[T]) F[U ~[]T](u U) T               { return u[0] }
func (l L[T]) G[U interface{ ~[]T; Len() int }](u U) {}
func (l L[T]) J[U L[T]](u U)                 {}

func main() {
	var l L[int]
	l.F([]string{})
	l.G([]int{})
	l.F[[]string](nil)
	l.J[[]string](nil)
	l.F([]int{}, 1)
	L[int].F([]int{}, 1)
	_ = L.F
	_ = (*L[int]).F[int]
	_ = l.F([]int{}) + ""
}
