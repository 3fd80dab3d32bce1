// Calls come before everything that is computed from memory; of what becomes an interface by its address, small local
// variables are copied where they stand.
package main

import "fmt"

type pair struct{ a, b int }

func show(a ...any) { fmt.Println(a...) }

func main() {
	x := 5
	set := func() int { x = 9; return 1 }
	show(x, set(), x)
	x = 5
	fmt.Println(x+1, set(), -x)
	x = 5
	i, j := x, set()
	x = 5
	var k, l any = x, set()
	fmt.Println(i, j, k, l)
	x = 5
	fmt.Println([]any{x, set(), x}, [3]int{x, set(), x})
	s := "a"
	fmt.Println(s+"!", func() string { s = "b"; return "" }(), s)
	m := map[string]int{"a": 1}
	fmt.Println(m["a"], func() int { m["a"] = 7; return 0 }(), m["a"])
	b := []byte("abc")
	fmt.Println(string(b), copy(b, "xy"), string(b))
	p := pair{1, 2}
	fmt.Println(p, p.a, func() int { p.a = 8; return 0 }(), p)
	var four [4]int
	fmt.Println(four, func() int { four[0] = 8; return 0 }(), four)
	yes := true
	fmt.Println(yes, func() int { yes = false; return 0 }(), yes)
	fmt.Println(len(m), func() int { m["b"] = 1; return 0 }(), len(m))

	number := 1
	next := func() int { number++; return number }
	var first, table = number, map[int]int{next(): 1}
	fmt.Println(first, table)
}
