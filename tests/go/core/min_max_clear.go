package main

import (
	"fmt"
	"math"
)

type f float32

func main() {
	a, b := 3, 7
	fmt.Println(min(a, b), max(a, b, 5), min(b), max(2, 1.5), min("b", "a", "c"), max('a', 'b'))
	x := 2.5
	fmt.Println(min(x, 3), max(x, 2), min(x, math.NaN()), max(math.Inf(-1), x), max(f(1), 2))
	fmt.Println(min(0.0, math.Copysign(0, -1)), 1/min(0.0, math.Copysign(0, -1)), 1/max(math.Copysign(0, -1), x-x))
	const c = min(1, 2) + max(3, 4)
	var arr [c]int
	s := arr[:]
	s[1] = 5
	clear(s)
	fmt.Println(len(arr), s)
	m := map[int]int{1: 1}
	clear(m)
	fmt.Println(len(m), c)
	var u8 uint8 = 5
	fmt.Println(min(u8, 200), max(u8, 255))
	t := "z"
	fmt.Println(min(t, "zz"), max(t, "a"+t))
}
