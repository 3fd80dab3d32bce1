package main

import "fmt"

type s3 struct{ a, b, c int8 }
type s24 struct{ a, b, c int }
type s40 [5]int

var keep any

func caps[T any](name string, n int) {
	var s []T
	last := -1
	fmt.Print(name, ":")
	for i := 0; i < n; i++ {
		var zero T
		s = append(s, zero)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(" ", last)
		}
	}
	keep = s
	fmt.Println()
}

func bulk[T any](name string, from int, adds ...int) {
	fmt.Print(name, ":")
	for _, n := range adds {
		s := make([]T, from)
		s = append(s, make([]T, n)...)
		keep = s
		fmt.Print(" ", cap(s))
	}
	fmt.Println()
}

func main() {
	caps[byte]("byte", 5000)
	caps[int16]("int16", 3000)
	caps[int32]("int32", 3000)
	caps[int]("int", 5000)
	caps[string]("string", 2000)
	caps[any]("any", 2000)
	caps[s3]("s3", 2000)
	caps[s24]("s24", 2000)
	caps[s40]("s40", 1000)
	caps[struct{}]("empty", 10)
	bulk[int]("bulk int", 0, 1, 2, 3, 5, 7, 9, 17, 100, 513)
	bulk[int]("bulk int 4", 4, 1, 4, 5, 7, 9, 17, 100, 513)
	bulk[byte]("bulk byte", 3, 1, 2, 5, 14, 33, 100, 1000)
	bulk[string]("bulk string", 300, 1, 100, 300, 301, 1000)
}
