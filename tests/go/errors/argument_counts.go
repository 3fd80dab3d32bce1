package main

import "fmt"

func none()              {}
func one(a int)          {}
func two(a int, b string) (int, error) { return 0, nil }
func many(a int, b ...string) {}

type T struct{}

func (T) M(a, b int) {}

func main() {
	none(1)
	one()
	one(1, 2)
	two(1)
	two("a", 1)
	many()
	many(1, 2)
	T{}.M(1)
	one(two(1, "a"))
	fmt.Println(two(1, "x", 3.5))
	func(a int) {}(1, 2)
}
