package main

import (
	"fmt"
	"io"
	"strings"
)

type Stringer interface{ String() string }
type Named interface {
	Stringer
	Name() string
}
type T struct{ n int }

func (t T) String() string { return fmt.Sprint("T", t.n) }
func (t *T) Name() string   { return "ptr" }

type E struct{}

func (*E) Error() string { return "E" }

func mayFail(fail bool) error {
	var e *E
	if fail {
		e = &E{}
	}
	return e
}

type W struct{ n int }

func (w *W) Write(p []byte) (int, error) { w.n += len(p); return len(p), nil }

func try(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

func main() {
	var s Stringer = T{1}
	var n Named = &T{2}
	s = n
	fmt.Println(s, n.Name(), s.(Named).Name(), s == Stringer(n))
	_, ok := Stringer(T{3}).(Named)
	fmt.Println(ok, mayFail(false) == nil, mayFail(true) != nil)
	var a, b any = 1, 1
	fmt.Println(a == b, a == any(1.0), a != nil, any(nil) == nil, any("x") == any("x"))
	var e error
	fmt.Println(e == nil, any(e) == nil, any((*int)(nil)) == nil)
	w := &W{}
	fmt.Fprintf(w, "hello %d", 5)
	var wr io.Writer = w
	if sw, ok := wr.(io.StringWriter); ok {
		fmt.Println("no", sw)
	}
	io.WriteString(wr, "abc")
	fmt.Println(w.n)
	try(func() { fmt.Println(a.(string)) })
	try(func() { fmt.Println(s.(interface{ Foo() })) })
	try(func() { var x Stringer; x.String() })
	try(func() { fmt.Println(any([]int{1}) == any([]int{1})) })
	try(func() { var x any; _ = x.(int) })
	try(func() { var x any = T{}; _ = x.(Named) })
	try(func() { _ = any(T{}).(*T) })
	var rd io.Reader = strings.NewReader("abc")
	_, isWriter := rd.(io.Writer)
	fmt.Println(isWriter, any(T{1}) == any(T{1}), any(&T{1}) == any(&T{1}))
	m := map[any]int{T{1}: 1}
	fmt.Println(m[T{1}], m[&T{1}])
	var f interface{ String() string } = s
	fmt.Println(f.String())
	fmt.Printf("%T %T %v\n", s, a, n)
}
