package main

func f(int) string { return "" }

func main() {
	var g func(int) int = f
	var h func(string) string = f
	g = func(a, b int) int { return 0 }
	_ = f == f
	f = nil
	f(1)(2)
	_ = func() int { return "a" }
	x := func(a int) {}(1)
	func(a int) { return a }(1)
	var k func() = main()
	h(5)
	_ = f + 1
}
