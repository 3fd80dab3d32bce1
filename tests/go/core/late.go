package main

import "fmt"

type box struct{ n int }

func (b *box) bump() int { b.n++; return b.n }

var g = 1

func bump() int { g++; return g }

func two() (int, int) { return g, bump() }

func show(xs ...int) { fmt.Println(xs) }

func three(a, b, c int) { println(a, b, c) }

func main() {
	x := 1
	inc := func() int { x++; return x }
	three(x, inc(), x)
	show(x, inc(), x)
	ints, pair := []int{x, inc(), x}, [2]int{x, 1}
	fmt.Println(ints, pair)
	b := &box{}
	three(b.n, b.bump(), b.n)
	println(b.n, b.bump(), b.n+0)
	v, w := two()
	println(v, w)
	s := []int{1}
	add := func() int { s = append(s, 9); return 2 }
	s = append(s, add())
	fmt.Println(s)
	m := map[int]int{1: 1}
	set := func() int { m[1] = 50; return 1 }
	three(m[1], set(), m[1])
	arr := [3]int{1, 2, 3}
	chg := func() int { arr[0] = 100; return 7 }
	three(arr[0], chg(), arr[0])
	sl := arr[:]
	chg2 := func() int { sl[1] = 200; return 7 }
	three(sl[1], chg2(), sl[1])
	str := "a"
	grow := func() string { str += "b"; return str }
	println(str + grow() + str)
	println(x+inc()*x, 0)
	println(x-inc(), 1)
	println(x == inc(), g < bump())
	st := struct{ a, b int }{x, inc()}
	println(st.a, st.b)
	mm := map[string]int{"k": x, "v": inc()}
	println(mm["k"], mm["v"])
	x += inc()
	println(x)
	b.n += b.bump()
	println(b.n)
	sl[0] += chg2()
	println(sl[0])
}
