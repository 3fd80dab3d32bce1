package main

import "fmt"

type Base[T any] struct{ items []T }

func (b *Base[T]) Add[S ~[]T](s S) { b.items = append(b.items, s...) }
func (b Base[T]) Each[U any](f func(T) U) (r []U) {
	for _, x := range b.items {
		r = append(r, f(x))
	}
	return
}

type Log struct{ lines []string }

func (l *Log) Say[S fmt.Stringer](s S) { l.lines = append(l.lines, s.String()) }

type Middle struct {
	Base[int]
	*Log
}

type Outer struct {
	*Middle
	Base string // hides the embedded one
}

type ID int

func (i ID) String() string { return fmt.Sprintf("#%d", int(i)) }

func main() {
	m := Middle{Log: &Log{}}
	m.Add([]int{1, 2})
	fmt.Println(m.Each(func(n int) string { return fmt.Sprint(n * n) }))
	m.Say(ID(3))
	o := Outer{Middle: &m, Base: "b"}
	o.Say[fmt.Stringer](ID(4))
	o.Add([]int{5})
	fmt.Println(o.lines, o.items, o.Base)

	each := Outer.Each[bool]
	fmt.Printf("%T\n", each)
	fmt.Println(each(o, func(n int) bool { return n > 1 }))
	say := Middle.Say[ID]
	say(m, 6)
	add := (*Outer).Add[[]int]
	add(&o, []int{7})
	fmt.Println(m.lines, m.items)
	later := o.Each[int]
	o.Middle = nil
	fmt.Println(later(func(n int) int { return -n }))
}
