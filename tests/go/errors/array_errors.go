package main

func main() {
	n := 3
	var a [n]int
	var b [-1]int
	var c [1.5]int
	var d ["a"]int
	var e [...]int
	_ = [3]int{5: 1}
	_ = [...]int{-1: 2}
	var f [2]int = [3]int{}
	f[2] = 1
	f[-1] = 1
	_ = f[1:5]
	_ = f[2:1]
	_ = "abc"[1:2:3]
}
