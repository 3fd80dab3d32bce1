package main

import "fmt"

var trace []string

func t(name string, v int) int {
	trace = append(trace, name)
	return v
}

func flush() {
	fmt.Println(trace)
	trace = nil
}

func pair() (int, int) { t("pair", 0); return 1, 2 }

type s struct{ a, b, c int }

func (x s) m(n int) s { t(fmt.Sprint("m", n), 0); return x }

func get(p *s) *s { t("get", 0); return p }

func slice() []int { t("slice", 0); return make([]int, 5) }

func mp() map[int]int { t("map", 0); return map[int]int{} }

var g = 1

func bump() int { g++; return g }

func main() {
	_ = t("a", 1) + t("b", 2)*t("c", 3)
	flush()
	slice()[t("i", 1)] = t("v", 2)
	flush()
	mp()[t("k", 1)] = t("v", 2)
	flush()
	slice()[t("i", 1)], mp()[t("j", 2)] = t("x", 3), t("y", 4)
	flush()
	slice()[t("i", 1)] += t("v", 2)
	flush()
	x := s{c: t("c", 1), a: t("a", 2)}
	flush()
	x.m(t("p", 1)).m(t("q", 2)).m(3)
	flush()
	get(&x).b = t("val", 7)
	flush()
	var arr [3]int
	arr[t("0", 0)], arr[t("1", 1)] = pair()
	flush()
	fmt.Println(arr, x)
	_ = []int{t("e0", 0), t("e1", 1), 5: t("e5", 5)}
	_ = map[int]int{t("k1", 1): t("v1", 1), t("k2", 2): t("v2", 2)}
	flush()
	f := func(a ...int) int { t("call", 0); return len(a) }
	f(t("1", 1), t("2", 2), f(t("3", 3)))
	flush()
	func(a, b int) { t("f", 0) }(t("x", 1), t("y", 2))
	flush()
	if t("cond", 1) == 1 && t("and", 0) == 1 || t("or", 1) == 1 {
		t("then", 0)
	}
	flush()
	switch t("tag", 3) {
	case t("c1", 1), t("c2", 2):
	case t("c3", 3), t("c4", 4):
		t("body", 0)
	case t("c5", 5):
	}
	flush()
	for i := t("init", 0); i < t("cond", 2); i += t("post", 1) {
		t("body", i)
	}
	flush()
	for range t("range", 2) {
		t("r", 0)
	}
	flush()
	defer func() { flush() }()
	defer t("deferred", t("arg", 1))
	t("before", 0)
	a := g + bump()
	fmt.Println(a, g)
	v := []int{1, 2, 3}
	i := 0
	i, v[i] = 2, 99
	fmt.Println(i, v)
	v[0], v[1], v[2] = v[2], v[0], v[1]
	fmt.Println(v)
	p := &x
	p, p.a = &s{}, 55
	fmt.Println(x.a, p.a)
	m := map[string]int{"a": 1}
	m["a"], m["b"] = m["b"], m["a"]
	fmt.Println(m)
	k := 3
	k, l := k+1, k+2
	fmt.Println(k, l)
	b, c := true, false
	b, c = c || b, b && c
	fmt.Println(b, c)
	b = c || !b && !c || b
	fmt.Println(b)
	x = s{x.c, x.b, x.a}
	fmt.Println(x)
	x, y := s{x.b, x.a, x.c}, x
	fmt.Println(x, y)
	var e interface{ m(int) s } = x
	h := e.m
	x.a = 1000
	fmt.Println(h(4), len(trace))
}
