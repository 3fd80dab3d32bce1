package main

import (
	"fmt"
	_ "strings"
)

var _ fmt.Stringer = (*T)(nil)
var _ = f("package")

type T struct {
	_ int
	x int
	_ string
}

func (T) String() string { return "T" }
func (_ T) Two(_ int, _ string) int { return 2 }
func f(s string) int { fmt.Println("eval", s); return 1 }
func _() {}
func g(_ int, b int) (_ int, _ error) { return b, nil }

type _ int

const _ = 1

func main() {
	_ = f("assign")
	_, a := f("one"), f("two")
	for _, v := range []int{a, 2} {
		_ = v
	}
	for _ = range 2 {
	}
	m := map[string]int{"x": 1}
	_, ok := m["x"]
	var _ int = 5
	fmt.Println(ok, T{}.Two(1, ""), T{x: 1})
	fmt.Println(g(1, 2))
	_ = func(_ ...int) {}
	if _, ok := any(1).(int); ok {
		fmt.Println("int")
	}
	_, _ = g(0, 0)
}
