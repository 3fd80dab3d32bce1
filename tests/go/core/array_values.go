package main

import "fmt"

type point struct{ x, y int }

func change(a [3]int) [3]int { a[0] = 100; return a }

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[0] = 9
	fmt.Println(a, b, a == [3]int{1, 2, 3}, a == b, change(a), a)
	c := [...]string{2: "c", 0: "a", 4: "e"}
	fmt.Printf("%d %q %T\n", len(c), c, c)
	p := &a
	p[1] = 20
	for i, v := range p {
		p[2] = 30
		fmt.Print(i, v, " ")
	}
	for i, v := range a {
		a[2] = 99
		fmt.Print(i, v, " ")
	}
	fmt.Println(len(p), cap(a))
	var grid [2][3]int
	grid[1][2] = 5
	row := grid[1]
	row[0] = 7
	fmt.Println(grid, row, grid == [2][3]int{{}, {0, 0, 5}})
	pts := [2]point{{1, 2}, {3, 4}}
	q := pts
	q[0].x = 50
	fmt.Println(pts, q, pts != q)
	s := a[:]
	s[0] = -1
	fmt.Println(a, len(s), cap(s[1:]))
	m := map[[2]int]string{{1, 2}: "x"}
	fmt.Println(m[[2]int{1, 2}], m[[2]int{2, 1}] == "")
	type T struct{ a [2]int }
	t := T{[2]int{1, 2}}
	u := t
	u.a[0] = 8
	fmt.Println(t, u, t == u)
	var e [0]int
	fmt.Println(len(e), e == [0]int{})
	const n = 2
	var d [n*2 + 1]bool
	fmt.Println(len(d), [...]int{5: 1, 2, 1: 7})
	f := func() [2]int { return [2]int{4, 5} }
	fmt.Println(f()[1], len(f()))
}
