// An empty slice that nobody else can get hold of grows to 32 bytes at its first append, others to what is appended.
package main

import (
	"fmt"
	"strings"
	"testing"
)

var global []int

func sum(s []int) (t int) {
	for _, v := range s {
		t += v
	}
	return
}

func hold(s []int) { global = s }

func grow(s []int) { s = append(s, 1); fmt.Println("grow", len(s), cap(s)) }

//go:noinline
func whole(s []int) int { return len(s) }

//go:noinline
func short() {
	var s []int
	s = append(s, 1)
	s = append(s, 2)
	whole(s)
}

//go:noinline
func long() {
	var s []int
	for i := range 9 {
		s = append(s, i)
	}
	whole(s)
}

func main() {
	var a []int
	a = append(a, 1)
	fmt.Println("alone", cap(a), sum(a))

	var b []int
	b = append(b, 1)
	hold(b)
	fmt.Println("held", cap(b))

	var c []string
	c = append(c, "x")
	fmt.Println("strings", cap(c), strings.Join(c, ","))

	var d []int
	d = append(d, 3, 1, 2)
	fmt.Println("three", cap(d), d[0])

	var e []int
	e = append(e, 1)
	e = append(e, 2)
	e = append(e, 3, 4, 5)
	fmt.Println("sites", cap(e))

	for range 3 {
		var f []int
		f = append(f, 1)
		fmt.Print(cap(f), " ")
	}
	fmt.Println("in a loop")

	grow(nil)

	var g []int
	h := append(g, 1)
	fmt.Println("other", cap(g), cap(h))

	i := make([]int, 0)
	i = append(i, 1)
	fmt.Println("made", cap(i))
	j := make([]int, 0, 2)
	j = append(j, 1, 2, 3)
	fmt.Println("made 2", cap(j))

	var k [][]int
	k = append(k, []int{1})
	fmt.Println("of slices", cap(k))

	var l []struct{ a, b, c int64 }
	l = append(l, struct{ a, b, c int64 }{1, 2, 3})
	fmt.Println("of structs", cap(l))

	var m []byte
	m = append(m, "hello"...)
	fmt.Println("spread", cap(m), string(m))

	var o []rune
	for _, r := range "héllo" {
		o = append(o, r)
	}
	fmt.Println("runes", cap(o), string(o))

	var q []int
	q = append(q, 1)
	q = q[:0]
	q = append(q, 1, 2, 3, 4, 5)
	fmt.Println("again", cap(q))

	var r []int
	r = append(r, 1)
	s := r
	s = append(s, 2)
	fmt.Println("shared", cap(r), cap(s))

	fmt.Println("allocations", testing.AllocsPerRun(10, short), testing.AllocsPerRun(10, long))

	var t []any
	t = append(t, 1, "a")
	fmt.Println("anys", cap(t))
	fmt.Println(t...)
}
