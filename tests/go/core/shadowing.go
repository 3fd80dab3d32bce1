package main

import "fmt"

type int32x = int32

var x = "global"

func f(x int) (y int) {
	{
		y := x * 2
		_ = y
	}
	if x := x + 1; x > 1 {
		y = x
	} else if z := x * 3; z > 0 {
		y = z + x
	}
	return
}

func main() {
	fmt.Println(x, f(1), f(0))
	x := x + " local"
	fmt.Println(x)
	len := func(s string) int { return 42 }
	fmt.Println(len("a"))
	true := false
	fmt.Println(true, !true)
	type string int
	var s string = 5
	fmt.Printf("%d %T\n", s, s)
	nil := 3
	fmt.Println(nil)
	for x := range 2 {
		x := x * 10
		fmt.Print(x, " ")
	}
	{
		fmt := "shadowed"
		_ = fmt
	}
	append := fmt.Sprint
	fmt.Println(append("x", 1))
	if x, ok := any(x).(int); !ok {
		fmt.Println(x, ok)
	}
	iota := 7
	const c = 1
	fmt.Println(iota, c)
	var e error
	if _, e := fmt.Print(""); e != e {
	}
	fmt.Println(e == e)
	var a, b = 1, 2
	a, c2 := 5, a+b
	fmt.Println(a, b, c2)
	func(x int) { x++; fmt.Println(x) }(1)
}
