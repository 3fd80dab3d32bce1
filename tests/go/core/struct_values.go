package main

import "fmt"

type P struct{ X, Y int }
type Line struct {
	A, B P
	Tag  string
}
type Node struct {
	Val  int
	Next *Node
}
type Empty struct{}

func mod(p P) P   { p.X = 100; return p }
func modp(p *P)   { p.X = 200 }
func make3() *Node { return &Node{1, &Node{2, &Node{Val: 3}}} }

func main() {
	a := P{1, 2}
	b := a
	b.X = 10
	fmt.Println(a, b, a == P{1, 2}, a != b, mod(a), a)
	modp(&a)
	(&a).Y = 5
	fmt.Println(a)
	l := Line{A: P{X: 1}, B: P{2, 3}}
	m := l
	m.B.Y = 30
	pb := &l.B
	pb.X = 20
	fmt.Printf("%v %+v %v\n", l, m, l == m)
	n := 0
	for x := make3(); x != nil; x = x.Next {
		n += x.Val
	}
	fmt.Println(n, *make3().Next.Next)
	anon := struct {
		Name string
		Age  int
	}{"bob", 5}
	var other struct {
		Name string
		Age  int
	} = anon
	other.Age++
	fmt.Printf("%v %+v %T\n", anon, other, other)
	ps := []*P{{1, 2}, {3, 4}}
	for _, p := range ps {
		p.X *= 10
	}
	fmt.Println(*ps[0], *ps[1], ps[1].X)
	mp := map[string]P{"a": {1, 1}}
	t := mp["a"]
	t.X = 9
	mp["b"] = t
	fmt.Println(mp)
	arr := [2]Line{}
	arr[1].A.X = 7
	brr := arr
	brr[1].A.X = 8
	fmt.Println(arr, brr, Empty{} == Empty{})
	var iface any = a
	a.X = -1
	fmt.Println(iface, iface == any(P{200, 5}))
	pp := &ps[0]
	(*pp).Y = 77
	(**pp).X++
	fmt.Println(*ps[0])
	fmt.Println(struct{ a, b any }{1, "x"} == struct{ a, b any }{1, "x"})
	type local struct{ _ int; v int }
	fmt.Println(local{v: 1} == local{v: 1}, len([]Empty{{}, {}}))
	P.show(a)
	f := func(p P) { p.show() }
	f(P{8, 9})
}

func (p P) show() { fmt.Println("<", p.X, p.Y, ">") }
