package main

type counter struct{ n int }

func (c *counter) inc() int { c.n++; return c.n }
func (c counter) get() int  { return c.n }

type pair struct{ a, b int }

func (p pair) sum() int         { return p.a + p.b }
func (p pair) plus(c int) pair  { return pair{p.a + c, p.b + c} }
func (p *pair) set(a, b int)    { p.a, p.b = a, b }

func adder() func(int) int {
	s := 0
	return func(x int) int {
		s += x
		return s
	}
}

func apply(f func(int, int) int, a, b int) int { return f(a, b) }

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func fibm() func(int) int {
	memo := map[int]int{}
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		if v, ok := memo[n]; ok {
			return v
		}
		memo[n] = fib(n-1) + fib(n-2)
		return memo[n]
	}
	return fib
}

func multi() (int, string, pair) { return 1, "two", pair{3, 4} }

func take(a int, s string, p pair) int { return a + len(s) + p.sum() }

func named(x int) (res int, err string) {
	if x > 0 {
		res = x * 2
		return
	}
	return -1, "neg"
}

func variadic(pre string, xs ...int) int {
	t := len(pre)
	for _, x := range xs {
		t += x
	}
	return t
}

func escapes() *int {
	x := 41
	p := &x
	*p++
	return p
}

func main() {
	a, b := adder(), adder()
	a(1)
	a(2)
	b(10)
	println(a(3), b(20))
	println(apply(func(a, b int) int { return a*10 + b }, 4, 2))
	println(compose(func(x int) int { return x + 1 }, func(x int) int { return x * 2 })(5))
	println(fibm()(50))
	println(take(multi()))
	r, e := named(4)
	println(r, e)
	r, e = named(-4)
	println(r, e)
	println(variadic("ab"), variadic("ab", 1, 2, 3), variadic("", []int{4, 5}...))
	println(*escapes())
	c := &counter{}
	inc := c.inc
	get := c.get
	inc()
	inc()
	println(c.n, get(), c.get(), counter.get(*c), (*counter).inc(c))
	p := pair{1, 2}
	sum := p.sum
	plus := p.plus
	set := p.set
	set(10, 20)
	println(sum(), p.sum(), plus(5).sum(), pair.plus(p, 1).b)
	fs := map[string]func(int) int{"dbl": func(x int) int { return x * 2 }}
	println(fs["dbl"](21), fs["none"] == nil)
	x := 1
	func() {
		x := 2
		func() { x++ }()
		println(x)
	}()
	println(x)
	var recur func(n int) int
	recur = func(n int) int {
		if n == 0 {
			return 0
		}
		return n + recur(n-1)
	}
	println(recur(100))
	type node struct {
		val  int
		next *node
	}
	var head *node
	for i := range 5 {
		head = &node{i, head}
	}
	for n := head; n != nil; n = n.next {
		print(n.val, " ")
	}
	println()
	ptrs := []*int{}
	for i := 0; i < 3; i++ {
		ptrs = append(ptrs, &i)
	}
	for _, q := range ptrs {
		print(*q, " ")
	}
	println()
	v := 1
	sumv := v + func() int { v = 10; return 100 }()
	println(sumv, v)
}
