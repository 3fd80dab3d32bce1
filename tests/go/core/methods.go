package main

import "fmt"

type vec struct{ x, y, z int }

func (v vec) add(o vec) vec      { return vec{v.x + o.x, v.y + o.y, v.z + o.z} }
func (v *vec) scale(n int)       { v.x *= n; v.y *= n; v.z *= n }
func (v vec) String() string     { return fmt.Sprintf("<%d,%d,%d>", v.x, v.y, v.z) }
func (v vec) multi() (int, string, vec) { return v.x, "m", v }

type adder interface{ add(vec) vec }
type scaler interface {
	scale(int)
	String() string
}

type empty struct{}

func (empty) hi(n int) string { return fmt.Sprint("hi", n) }

type hier interface{ hi(int) string }

type base struct{ id int }

func (b base) ID() int     { return b.id }
func (b *base) SetID(i int) { b.id = i }

type mid struct {
	base
	name string
}

type top struct {
	*mid
	extra [2]int
}

type ider interface {
	ID() int
	SetID(int)
}

type fn func(int) int

func (f fn) twice(x int) int { return f(f(x)) }

type strs []string

func (s strs) Len() int     { return len(s) }
func (s *strs) Add(x string) { *s = append(*s, x) }

type mp map[string]int

func (m mp) inc(k string) { m[k]++ }

type chain struct{ log []string }

func (c *chain) do(s string) *chain { c.log = append(c.log, s); return c }

type tree[T any] struct {
	l, r *tree[T]
	v    T
}

func (t *tree[T]) each(f func(T)) {
	if t == nil {
		return
	}
	t.l.each(f)
	f(t.v)
	t.r.each(f)
}

func main() {
	v := vec{1, 2, 3}
	var a adder = v
	v.scale(10)
	fmt.Println(a.add(vec{1, 1, 1}), v)
	var s scaler = &v
	s.scale(2)
	fmt.Println(s, v.x)
	f := a.add
	g := s.scale
	h := v.add
	g(2)
	fmt.Println(f(vec{}), h(vec{}), v)
	i, str, w := v.multi()
	fmt.Println(i, str, w)
	mv := v.multi
	v.x = 0
	i, str, w = mv()
	fmt.Println(i, str, w)
	var e hier = empty{}
	eh := e.hi
	fmt.Println(e.hi(1), eh(2), empty{}.hi(3), hier.hi(e, 4), empty.hi(empty{}, 5))
	t := top{mid: &mid{base{7}, "n"}}
	t.SetID(8)
	var id ider = t
	id.SetID(id.ID() + 1)
	fmt.Println(t.ID(), t.mid.base.id, t.name)
	var id2 ider = t.mid
	id2.SetID(1)
	fmt.Println(id.ID(), ider.ID(id2), (*mid).ID(t.mid), top.ID(t))
	fmt.Println(fn(func(x int) int { return x * 3 }).twice(2))
	var ss strs
	ss.Add("x")
	ss.Add("y")
	add := ss.Add
	add("z")
	fmt.Println(ss, ss.Len())
	m := mp{}
	m.inc("a")
	m.inc("a")
	fmt.Println(m)
	c := &chain{}
	fmt.Println(c.do("a").do("b").do("c").log)
	defer fmt.Println("end")
	defer s.scale(1)
	defer func(a adder) { fmt.Println(a.add(vec{9, 9, 9})) }(v)
	done := make(chan vec)
	go func() { done <- a.add(vec{}) }()
	fmt.Println(<-done)
	var it interface {
		hi(int) string
	} = empty{}
	res := make(chan string, 1)
	go func(h hier) { res <- h.hi(42) }(it)
	fmt.Println(<-res)
	tr := &tree[string]{&tree[string]{nil, nil, "a"}, &tree[string]{nil, nil, "c"}, "b"}
	tr.each(func(s string) { fmt.Print(s, " ") })
	fmt.Println()
	fs := []func() string{vec{1, 1, 1}.String, (&vec{2, 2, 2}).String, v.String}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	var nilT *tree[int]
	nilT.each(func(int) { fmt.Println("never") })
	type local struct{ vec }
	fmt.Println(local{vec{4, 5, 6}}, local{vec{1, 0, 0}}.add(vec{1, 1, 1}))
	k := struct {
		vec
		n int
	}{vec{1, 2, 3}, 4}
	k.scale(3)
	fmt.Println(k.z, k.n)
}
