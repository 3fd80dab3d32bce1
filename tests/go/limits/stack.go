package main

type pair struct{ a, b int }

func (p pair) sum(n int) int { return p.a + pair{p.b, n}.sum(n+1) }

func main() {
	defer func() { recover() }()
	println(pair{1, 2}.sum(0))
}
