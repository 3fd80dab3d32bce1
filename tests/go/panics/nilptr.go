package main

type t struct{ a, b int }

func (p *t) sum() int { return p.a + p.b }

func main() {
	var p *t
	println(p.sum())
}
