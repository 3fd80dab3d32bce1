package main

import "fmt"

type T struct {
	A int
	B string
	c []int
	d map[string]int
	E *int
	F any
	G error
}
type S string
type L []S
type W struct{ T }

func main() {
	t := T{1, "b", []int{1, 2}, map[string]int{"z": 1, "a": 2}, nil, 5, nil}
	fmt.Println(t)
	fmt.Printf("%v\n%+v\n%#v\n", t, t, t)
	fmt.Printf("%v %+v\n", W{t}, &W{t})
	fmt.Printf("%v %s %q %#v %T\n", L{"a", "b"}, L{"a"}, L{"a"}, L{"x"}, L{})
	fmt.Println([]any{1, "a", nil, 2.5, []int{}}, [2]bool{true}, map[int]string{2: "b", 1: "a"}, &[]int{1}, &map[string]int{"a": 1}, &struct{ x int }{1})
	fmt.Printf("%5d|%-5d|%05d|%x|%X|%o|%b|%c|%U|%+d\n", 42, 42, 42, 255, 255, 8, 5, 'x', 'x', 3)
	fmt.Printf("%8.3f|%-8.2f|%e|%g|%G|%6.2f%%\n", 3.14159, 2.5, 12345.678, 1e21, 1e-7, 99.5)
	fmt.Printf("%t|%v|%p|%s|%10s|%-10s|%.2s|%q|%x\n", true, nil, nil, "s", "r", "l", "trunc", "q\"", "hex")
	fmt.Printf("%d %s %v\n", []int{1, 2}, []string{"a"}, [3]byte{1, 2, 3})
	fmt.Printf("%!|%d|%z %d\n", "str", 1)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%[2]d %[1]d %*d|%-*d|\n", 1, 2, 5, 3, 4, 7)
	fmt.Printf("%v %v %v %v\n", 1e6, 1e20, 1e21, float32(0.1))
	fmt.Print("a", "b", 1, 2, "c", 3.0, nil, '\n', "\n")
	fmt.Println(int8(-5), uint8(200), 'a', 1+2i, uintptr(10), struct{}{}, [0]int{})
}
