package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	var ps []*int
	for i := 0; i < 3; i++ {
		ps = append(ps, &i)
		i := i * 2
		_ = i
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	for i := 0; i < 6; i++ {
		inc := func() { i++ }
		inc()
		fmt.Print(i, " ")
	}
	fmt.Println()
	var gs []func()
	for i, s := range []string{"a", "b"} {
		gs = append(gs, func() { fmt.Print(i, s, " ") })
	}
	for k := range map[string]int{"only": 1} {
		gs = append(gs, func() { fmt.Print(k, " ") })
	}
	for i := range 2 {
		gs = append(gs, func() { fmt.Print(i, " ") })
	}
	var i int
	for i = 0; i < 2; i++ {
		gs = append(gs, func() { fmt.Print("shared", i, " ") })
	}
	for _, g := range gs {
		g()
	}
	fmt.Println()
	for i, f := 0, func(n int) int { return n * n }; i < 3; i++ {
		fmt.Print(f(i), " ")
	}
	fmt.Println()
	func() {
		for i := 0; i < 3; i++ {
			defer func() { fmt.Print("deferred", i, " ") }()
		}
	}()
	fmt.Println()
	x := 1
	{
		x := x + 1
		x++
		if x := x * 10; x > 5 {
			fmt.Print(x, " ")
		}
		fmt.Print(x, " ")
	}
	fmt.Println(x)
}
