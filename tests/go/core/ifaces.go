package main

import (
	"errors"
	"fmt"
)

type shape interface {
	area() float64
	name() string
}

type named struct{ n string }

func (n named) name() string { return n.n }

type rect struct {
	named
	w, h float64
}

func (r rect) area() float64 { return r.w * r.h }

type circle struct {
	*named
	r float64
}

func (c *circle) area() float64 { return 3 * c.r * c.r }

type num int

func (n num) area() float64 { return float64(n) }
func (n num) name() string  { return "num" }

type empty struct{}

func (empty) area() float64 { return 0 }
func (empty) name() string  { return "empty" }

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprintf("code %d", e.code) }

func mayFail(n int) error {
	if n == 0 {
		return nil
	}
	if n == 1 {
		return &myErr{n}
	}
	return fmt.Errorf("wrapped: %w", mayFail(n-1))
}

func returnsNilPtr() error {
	var e *myErr
	return e
}

type stringer interface{ String() string }

type temp float64

func (t temp) String() string { return fmt.Sprintf("%.1f°", float64(t)) }

func describe(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprint("integer ", x)
	case string:
		return "string " + x
	case []int:
		return fmt.Sprint("slice of ", len(x))
	case error:
		return "error " + x.Error()
	case stringer:
		return "stringer " + x.String()
	case func() int:
		return fmt.Sprint("func ", x())
	case *int:
		return fmt.Sprint("ptr ", *x)
	case shape:
		return "shape " + x.name()
	case struct{ A int }:
		return fmt.Sprint("anon ", x.A)
	default:
		return fmt.Sprintf("other %T", x)
	}
}

func main() {
	shapes := []shape{rect{named{"rect"}, 2, 3}, &circle{&named{"circle"}, 2}, num(7), empty{}, &rect{named{"prect"}, 1, 1}}
	total := 0.0
	for _, s := range shapes {
		total += s.area()
		fmt.Println(s.name(), s.area())
	}
	fmt.Println(total)
	for i := range 4 {
		err := mayFail(i)
		var me *myErr
		fmt.Println(err, errors.As(err, &me), err == nil)
	}
	fmt.Println(returnsNilPtr() == nil, returnsNilPtr() != nil)
	n := 5
	for _, v := range []any{nil, 1, int64(2), "s", []int{1, 2}, errors.New("e"), temp(36.6), func() int { return 3 }, &n, num(1), struct{ A int }{4}, 2.5, rect{}, map[string]int{}} {
		fmt.Println(describe(v))
	}
	var a, b any = 1, 1
	fmt.Println(a == b, a == any(1.0), a != nil, any("x") == any("x"), any(rect{w: 1}) == any(rect{w: 1}))
	s, ok := a.(string)
	fmt.Printf("%q %v\n", s, ok)
	i, ok := a.(int)
	fmt.Println(i, ok)
	_, ok = a.(shape)
	fmt.Println(ok)
	sh, ok := any(num(3)).(shape)
	fmt.Println(sh.area(), ok)
	f := shapes[0].area
	shapes[0] = nil
	fmt.Println(f())
	g := shape.area
	fmt.Println(g(num(9)))
	m := map[any]string{1: "int", "1": "str", 1.5: "f", num(1): "num", [2]int{1, 2}: "arr"}
	fmt.Println(m[1], m["1"], m[1.5], m[num(1)], m[[2]int{1, 2}], len(m))
	var st fmt.Stringer = temp(1)
	fmt.Println(st, st.(temp) == 1)
	var e1 error = &myErr{1}
	e2 := e1
	fmt.Println(e1 == e2, e1 == error(&myErr{1}))
	defer func() {
		r := recover()
		fmt.Println(r)
		err, ok := r.(error)
		fmt.Println(ok, err)
	}()
	_ = a.(string)
}
