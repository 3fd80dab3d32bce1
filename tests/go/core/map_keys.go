package main

import (
	"fmt"
	"math"
)

type key struct {
	name string
	n    int
}
type shape interface{ area() float64 }
type sq float64

func (s sq) area() float64 { return float64(s * s) }

func main() {
	m := map[key][]int{}
	m[key{"a", 1}] = append(m[key{"a", 1}], 5)
	m[key{"a", 1}] = append(m[key{"a", 1}], 6)
	fmt.Println(m, len(m))
	a := map[[2]string]int{{"x", "y"}: 1}
	a[[2]string{"x", "y"}]++
	fmt.Println(a)
	i := map[any]string{1: "int", int8(1): "int8", "1": "string", 1.0: "float", key{"k", 2}: "key", [1]int{1}: "array", nil: "nil", true: "bool"}
	fmt.Println(i[1], i[int8(1)], i["1"], i[1.0], i[key{"k", 2}], i[[1]int{1}], i[nil], i[true], i[int16(1)] == "", len(i))
	f := map[float64]int{}
	f[math.NaN()] = 1
	f[math.NaN()] = 2
	_, ok := f[math.NaN()]
	f[0] = 3
	f[math.Copysign(0, -1)] = 4
	fmt.Println(len(f), ok, f[0])
	delete(f, math.NaN())
	fmt.Println(len(f))
	clear(f)
	fmt.Println(len(f))
	p, q := new(int), new(int)
	pm := map[*int]string{p: "p", q: "q"}
	fmt.Println(pm[p], pm[q], len(pm))
	s := map[shape]int{sq(2): 4}
	fmt.Println(s[sq(2)], s[sq(3)])
	c := map[chan int]bool{make(chan int): true}
	fmt.Println(len(c), c[nil])
	st := map[struct{}]int{{}: 1}
	st[struct{}{}]++
	fmt.Println(st)
	defer func() { fmt.Println(recover()) }()
	i[[]int{1}] = "slice"
}
