package main

import (
	"fmt"
	"sort"
)

type counter struct{ n int }

func main() {
	m := map[int]int{}
	for i := 0; i < 100; i++ {
		m[i] = i
	}
	seen := 0
	for k := range m {
		delete(m, k)
		seen++
	}
	fmt.Println(seen, len(m))
	for i := 0; i < 50; i++ {
		m[i] = i
	}
	for k, v := range m {
		if v%2 == 0 {
			delete(m, k+1)
		}
		m[k] = v * 2
	}
	fmt.Println(len(m) >= 25, len(m) <= 50)
	n := map[string]int(nil)
	fmt.Println(n["x"], len(n), n == nil)
	delete(n, "x")
	for range n {
	}
	v, ok := n["a"]
	fmt.Println(v, ok)
	c := map[string]*counter{"a": {}}
	c["a"].n++
	c["b"] = &counter{n: 5}
	fmt.Println(c["a"].n, c["b"].n)
	w := map[string]map[string]int{"x": {"y": 1}}
	w["x"]["z"]++
	w["x"]["y"] += 10
	fmt.Println(w, w["none"]["y"])
	g := map[rune][]string{}
	for _, s := range []string{"apple", "avocado", "bean"} {
		r := rune(s[0])
		g[r] = append(g[r], s)
	}
	keys := make([]string, 0)
	for r := range g {
		keys = append(keys, string(r))
	}
	sort.Strings(keys)
	fmt.Println(keys, g)
	alias := w
	alias["new"] = nil
	fmt.Println(len(w))
	fm := map[string]func(int) int{"double": func(x int) int { return 2 * x }}
	fmt.Println(fm["double"](4))
	b := map[bool]int{}
	for i := range 10 {
		b[i%3 == 0]++
	}
	fmt.Println(b)
	if x, ok := m[-1]; !ok {
		fmt.Println(x)
	}
	st := map[string]struct{ a, b int }{"k": {1, 2}}
	fmt.Println(st["k"].b, st["none"].a)
}
