package main

func two() (int, int) { return 1, 2 }

func three() (int, int, string) { return two(), "a" }

type T struct{ name string }

func main() {
	s := "abc"
	s[1:2]
	s[1:] + s
	var i int = s[1:]
	p = two(p)
	q = q + 1
	var t T
	T.name()
	_ = t.name.(string)
	var a, b = 1, nil
	c, d := nil, 2
}
