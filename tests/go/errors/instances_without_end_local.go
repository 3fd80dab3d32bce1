package main

func f[T any]() {
	type L[X any] struct{ x X }
	g[[]L[int]]()
}

func g[U any]() { f[U]() }

func main() { f[int]() }
