package main

import "fmt"

type S struct{ f func() }

func main() {
	var p *int
	var s []int
	var m map[string]int
	var f func()
	var st S
	fmt.Println(s == s, m == m, f == f, st == st)
	fmt.Println(p + 1)
	fmt.Println(s[1.5], s["x"], s[-1])
	fmt.Println(m[1])
	fmt.Println(5[0])
	fmt.Println(*5, *s)
	fmt.Println(p.x)
	s.foo()
	f[0] = 1
	fmt.Println([3]int{}[5], "abc"[10])
}
