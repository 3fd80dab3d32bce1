package main

import "fmt"

var (
	a = c + b
	b = f()
	c = 1
	d = show("d", e+1)
	e = show("e", 10)
	x, y = pair()
	_ = show("blank", y)
	table = map[string]func() int{"g": g}
	h = func() int { return z * 2 }()
	z = show("z", 4)
	t T = newT()
	w = t.method()
	unused = show("unused", 0)
	self = &node{next: &other}
	other = node{val: 5}
)

type node struct {
	next *node
	val  int
}

type T struct{ n int }

func newT() T { return T{show("T", 7)} }

func (t T) method() int { return t.n + late }

var late = show("late", 100)

func f() int { c++; return c }

func g() int { return show("in g", a) }

func pair() (int, int) { return show("pair", 1), 2 }

func show(s string, n int) int { fmt.Print(s, " "); return n }

func init() { fmt.Println("\ninit 1", a, b, c, d, e) }

func init() { fmt.Println("init 2", x, y, h, z) }

func main() {
	fmt.Println(table["g"](), w, self.next.val, unused)
}

func init() { fmt.Println("init 3") }
