package main

import "fmt"

type T struct{ n int }

func (t T) Val() int       { return t.n }
func (t *T) Inc(by int) int { t.n += by; return t.n }

type Num int

func (n Num) Double() Num { return n * 2 }

type Doubler interface{ Double() Num }

type Func func(int) int

func (f Func) Twice(x int) int { return f(f(x)) }

func apply(f func() int) int { return f() }

func main() {
	t := T{1}
	v, inc := t.Val, t.Inc
	t.n = 10
	fmt.Println(v(), inc(5), t.n, t.Val())
	fmt.Println(T.Val(t), (*T).Val(&t), (*T).Inc(&t, 1))
	f := (*T).Inc
	fmt.Printf("%T %T %T\n", f, T.Val, v)
	fmt.Println(f(&t, 2), apply(t.Val))
	var d Doubler = Num(4)
	g := d.Double
	d = Num(100)
	fmt.Println(g(), Doubler.Double(d), Num.Double(3), Num(6).Double().Double())
	h := Func(func(x int) int { return x + 3 })
	fmt.Println(h.Twice(1), Func.Twice(h, 2))
	fs := []func(int) int{t.Inc, (&T{}).Inc, h}
	for _, f := range fs {
		fmt.Print(f(1), " ")
	}
	fmt.Println()
	m := map[string]func() Num{"d": d.Double}
	fmt.Println(m["d"]())
	ts := []T{{1}, {2}}
	for i := range ts {
		ts[i].Inc(10)
	}
	for _, t := range ts {
		t.Inc(100)
	}
	fmt.Println(ts)
	var p *T
	defer func() { fmt.Println(recover()) }()
	q := p.Inc
	fmt.Println("bound")
	_ = q
	_ = p.Val
}
