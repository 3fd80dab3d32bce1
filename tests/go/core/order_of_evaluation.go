package main

import "fmt"

func t(s string, n int) int { fmt.Print(s, " "); return n }
func b(s string, v bool) bool { fmt.Print(s, " "); return v }
func sl(s string, x []int) []int { fmt.Print(s, " "); return x }

type o struct{}

func (o) m(s string, n ...int) o { fmt.Print(s, " "); return o{} }

func two() (int, int) { fmt.Print("two "); return 0, 1 }

func main() {
	x := []int{0, 0, 0}
	sl("slice", x)[t("index", 1)] = t("value", 5)
	fmt.Println(x)
	fmt.Println(t("a", 1)+t("b", 2)*t("c", 3), b("p", false) && b("q", true), b("r", true) || b("s", false))
	o{}.m("m1", t("x", 1)).m("m2", t("y", 2))
	fmt.Println()
	m := map[int]int{t("k1", 1): t("v1", 1), t("k2", 2): t("v2", 2)}
	fmt.Println(len(m))
	s := []int{t("e1", 1), 3: t("e2", 2)}
	st := struct{ a, b int }{b: t("fb", 1), a: t("fa", 2)}
	fmt.Println(s, st)
	x[t("i", 0)], x[t("j", 1)] = t("u", 7), t("v", 8)
	x[0], x[1] = two()
	fmt.Println(x)
	i := 0
	i, x[i] = 2, 9
	fmt.Println(i, x)
	defer t(fmt.Sprint("deferred", t("darg", 4)), t("d2", 1))
	var arr [3]int
	p := &arr
	for i, p[i] = range []int{4, 5, 6} {
	}
	fmt.Println(arr, i)
	y := 1
	f := func() int { y++; return y }
	fmt.Println(f()+y*0, []int{f(), f()}, map[string]int{"a": f()})
	c := make(chan int, 1)
	c <- t("send", 1)
	fmt.Println(t("before", 1) + <-c + t("after", 2))
	func(a, b int) { fmt.Println(a, b) }(two())
}
