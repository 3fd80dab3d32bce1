package main

func f(xs ...int)           {}
func g(a ...int, b string)  {}
func h(s string, xs ...any) {}

var v ...int

func main() {
	f([]int{1}...)
	f(1, []int{1}...)
	f([]string{}...)
	h("a", []int{}...)
	h([]any{}...)
	f(nil...)
	f(5...)
	var fn func(...int) = func([]int) {}
	x := []int{1, 2}
	h("a", x...)
	h(x...)
}
