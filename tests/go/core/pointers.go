package main

import "fmt"

type N struct {
	v    int
	arr  [3]int
	next *N
}

func inc(p *int)        { *p++ }
func swap(a, b *string) { *a, *b = *b, *a }
func esc() *int         { x := 5; return &x }
func pp(p **int)        { *p = new(99) }

func main() {
	x := 1
	p := &x
	q := &p
	**q = 5
	inc(p)
	inc(&x)
	fmt.Println(x, *p == x, p == *q)
	a, b := "a", "b"
	swap(&a, &b)
	fmt.Println(a, b)
	e, f := esc(), esc()
	*e = 7
	fmt.Println(*e, *f, e == f)
	pp(&p)
	fmt.Println(*p, x)
	n := &N{v: 1}
	n.next = n
	n.next.next.v = 8
	pa := &n.arr[1]
	*pa = 3
	arr := &n.arr
	arr[2] = 4
	for i := range arr {
		arr[i]++
	}
	sl := arr[:2]
	sl[0] = 50
	fmt.Println(n.v, n.arr, *pa, len(arr))
	s := []int{1, 2, 3}
	ps := &s
	*ps = append(*ps, 4)
	(*ps)[0] = 10
	pe := &s[1]
	*pe *= 100
	fmt.Println(s, len(*ps))
	var np *N
	fmt.Println(np == nil, &N{} == &N{} && false)
	m := map[string]*int{"a": &x}
	*m["a"]++
	fmt.Println(x)
	c := &struct{ a, b int }{1, 2}
	c.a, c.b = c.b, c.a
	d := *c
	d.a = 100
	fmt.Println(*c, d)
	z := &[]int{1, 2}
	(*z)[0] = 9
	mm := &map[string]int{"k": 1}
	(*mm)["k"]++
	fmt.Println(*z, *mm)
	defer func() {
		fmt.Println(recover())
	}()
	fmt.Println(np.v)
}
