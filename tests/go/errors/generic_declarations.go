package main

type T[P any] struct{ P }
type M struct{}

type U[P Q] struct{}
type V[P any] P
type W[P any, P int] struct{}
type I interface{ int | I2 }
type I2 interface{ M() }
type R[T any] struct{ f *R[R[T]] }

func f[T any](x T) { var y T[int] }
func g[](x int)    {}
func h[T](x T)     {}

func main() {
	type L[T any] struct{}
}
