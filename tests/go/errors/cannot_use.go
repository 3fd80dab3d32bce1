package main

type A struct{ x int }
type B struct{ x int }

func f(a int, s string) {}
func g(xs ...int)       {}

func main() {
	var i int = "s"
	var s string = 5
	var a A = B{}
	var p *A = A{}
	f("x", 5)
	f(1.5, 'c')
	g("a")
	g([]string{"a"}...)
	i = nil
	s = 'a'
}
