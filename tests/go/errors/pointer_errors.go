package main

type T struct{ x int }

func (t *T) P() {}

func take(p *int) {}

func main() {
	x := 1
	take(x)
	take(&"a")
	take(&5)
	_ = *x
	p := &x
	_ = p.x
	_ = p + p
	_ = p > p
	p++
	_ = &T{}.x
	T{}.P()
	m := map[string]T{}
	m["a"].P()
	m["a"].x = 1
	_ = &m["a"]
	var q *string = p
}
