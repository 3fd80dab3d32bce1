package main

import "fmt"

func main() {
	a := []int{0, 1, 2, 3, 4, 5}
	b := a[1:3]
	c := a[1:3:3]
	b = append(b, 100)
	c = append(c, 200)
	fmt.Println(a, b, c, len(b), cap(b), len(c), cap(c))
	d := a[2:2]
	fmt.Println(d, len(d), cap(d), d[:3])
	copy(a[1:], a)
	fmt.Println(a, copy(a, a[4:]))
	var n []int
	fmt.Println(n == nil, len(n), cap(n), n[:0] == nil, append(n, n...) == nil, []int{} == nil)
	for range n {
		fmt.Println("never")
	}
	e := make([]int, 2, 10)
	f := append(e, 1)
	g := append(e, 2)
	fmt.Println(e, f, g, e[:5])
	s := [][]int{{1}, {2, 3}, nil}
	s[0] = append(s[0], 9)
	fmt.Println(s, len(s[2]))
	x := a[:0]
	for _, v := range a {
		if v%2 == 0 {
			x = append(x, v)
		}
	}
	fmt.Println(x)
	a = append(a[:1], a[2:]...)
	fmt.Println(a)
	p := &a[0]
	a = append(a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
	*p = -77
	fmt.Println(a[0], *p)
	clear(a[:3])
	fmt.Println(a)
	a = append([]int(nil), a[3:5]...)
	fmt.Println(a, min(len(a), 1))
	i := 2
	t := "hello"[i:]
	fmt.Println(t, "hello"[:i], a[:len(a):len(a)])
	z := []*int{p}
	*z[0]++
	fmt.Println(*p)
	for i, v := range a {
		a = append(a, v+i)
	}
	fmt.Println(a)
}
