package main

import "fmt"

func main() {
	a := 1
	var b, c int
	var d string = "x"
	x, y := 1, 2
	fmt.Println(x)
	for i, v := range []int{1} {
	}
	if z := 5; true {
	}
	switch t := any(a2).(type) {
	case int:
	}
	c = 3
	f := func(p int) { q := p }
}

var a2 = 1
