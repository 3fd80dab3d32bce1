package main

import "fmt"

func main() {
	type X[T any] struct{ x T }
	type X[T any] struct{}
	type D[T any] = []T
	var y interface{ m(int) } = X[int]{}
	fmt.Println(X)
	var w [X]int
	X(1)
	X[int](1)
	_ = D[int, int]{}
	_ = X[int]{1}.foo
}
