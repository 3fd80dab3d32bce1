// Package fmt: Formatter, bad verbs, widths, nested values.
package main

import (
	"errors"
	"fmt"
	"os"
	"time"
)

type vec struct{ x, y float64 }

func (v vec) Format(f fmt.State, verb rune) {
	w, okw := f.Width()
	p, okp := f.Precision()
	fmt.Fprintf(f, "[%c %d %v %d %v %v%v%v%v%v %s]", verb, w, okw, p, okp, f.Flag('-'), f.Flag('+'), f.Flag('#'), f.Flag(' '), f.Flag('0'), fmt.FormatString(f, verb))
}

type str string

func (s str) String() string { return "<" + string(s) + ">" }

type ptr struct{ n int }

func (p *ptr) String() string { return fmt.Sprintf("ptr(%d)", p.n) }

type gs struct{}

func (gs) GoString() string { return "gs!" }

type bad struct{}

func (bad) String() string { panic("boom") }

type badErr struct{}

func (badErr) Error() string { panic(errors.New("inner")) }

type node struct {
	Val  int
	Next *node
	m    map[string]int
	any  any
	f    func()
	c    chan int
	e    error
	t    time.Duration
}

type inner struct{ A, B int }
type outer struct {
	inner
	P *inner
	S []inner
	M map[string]*inner
}
type byt []byte
type arr [3]byte

func main() {
	fmt.Printf("%v|%+v|%#v|%s|%8.3d|%-8q|% x|%08v\n", vec{1, 2}, vec{}, vec{}, vec{}, vec{}, vec{}, vec{}, vec{})
	fmt.Println(vec{1, 2}, []vec{{1, 2}}, map[string]vec{"a": {}}, &vec{})
	fmt.Printf("%v %s %q %x %d %10s|%-10s|\n", str("a"), str("b"), str("c"), str("d"), str("e"), str("f"), str("g"))
	fmt.Printf("%v %v %+v %#v\n", &ptr{1}, ptr{2}, []*ptr{}, ptr{3})
	fmt.Printf("%#v %v %#v\n", gs{}, gs{}, []gs{{}})
	fmt.Printf("%v %s %d\n", bad{}, badErr{}, bad{})
	var np *ptr
	var ns fmt.Stringer
	fmt.Printf("%v %v %+v %d\n", np == nil, ns, ns, ns)
	fmt.Printf("%+v\n", node{Val: 1, Next: &node{}, any: 5, t: time.Second}.t)
	n := node{Val: 1, m: map[string]int{"b": 2, "a": 1}, any: "x", t: time.Second}
	fmt.Printf("%v\n%+v\n", n, n)
	o := outer{inner{1, 2}, nil, []inner{{3, 4}}, map[string]*inner{"k": nil}}
	fmt.Printf("%v\n%+v\n%#v\n", o, o, o)
	fmt.Printf("%d %s %t %q %x\n", "str", 5, "x", 5.5, true)
	fmt.Printf("%!|%z|%d|%|\n", 1)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%d\n", 1, 2, "x")
	fmt.Printf("%[2]d %[1]d|%[3]d|%[x]d|%[0]d\n", 1, 2)
	fmt.Printf("%*d|%-*d|%.*f|%*d\n", 5, 42, 5, 42, 2, 3.14159, "x", 1)
	fmt.Printf("%6.2f|%-8.1f|%+d|%x|%X|%#x|%#o|%b|%e|%G|%08.3f|%+.2e|% d\n", 3.14159, 2.5, 5, 255, 255, 255, 8, 5, 123456.789, 1e21, -3.14159, 12345.678, 7)
	fmt.Printf("%c|%q|%U|%#U|%t|%p|%v\n", 'é', 'x', '⌘', '⌘', true, nil, nil)
	fmt.Printf("%5t|%-7t|%05d|%+05d|%x|% x|%#x|% #x|%X\n", true, false, 42, 42, "hello", "hello", "hello", "hello", []byte("hi"))
	fmt.Printf("%q|%#q|%+q|%10q|%s|%.2s|%.10s|%5.1s|\n", "a\"b", "a`b", "é", "x", []byte("bytes"), "héllo", "hi", "xyz")
	fmt.Printf("%v %d %s %x %q\n", []byte("ab"), []byte("ab"), []byte("ab"), []byte("ab"), []byte("ab"))
	fmt.Printf("%v %s %x %d %#v %#v %#v\n", byt("ab"), byt("ab"), byt("ab"), byt("ab"), byt("ab"), arr{1, 2}, []byte(nil))
	fmt.Printf("%v %v %v %v\n", [3]int{1, 2, 3}, [][]int{{1}, {2, 3}}, map[int]string{2: "b", 1: "a"}, struct {
		A int
		B string
	}{1, "x"})
	fmt.Printf("%#v %#v %#v %#v %#v %#v\n", []string{"a"}, map[string]bool{"x": true}, 1.0, "s", 'x', struct{ X *int }{})
	fmt.Printf("%#v %#v %#v %#v %#v\n", 1e6, 1e21, float32(0.1), uint8(3), complex(1, -2))
	fmt.Printf("%v %.2f %+v %8.1f\n", complex(1, -2), complex(1.234, 5.678), complex(0, 1), complex(1, 1))
	fmt.Printf("%T %T %T %T %T %T %T\n", 1, "s", nil, []int{}, map[string]*node{}, func(int, ...string) error { return nil }, struct{ A int }{})
	fmt.Printf("%v %v\n", errors.Join(errors.New("a"), errors.New("b")), fmt.Errorf("wrap: %w, %w", errors.New("x"), os.ErrNotExist))
	e := fmt.Errorf("%w", 5)
	fmt.Println(e, errors.Unwrap(e), errors.Unwrap(fmt.Errorf("a %w", os.ErrExist)) == os.ErrExist)
	fmt.Printf("%s %v %d\n", error(nil), error(nil), []any{1, "a", nil, 2.5})
	fmt.Printf("%s|%v|%s\n", []string{"a", "b"}, []error{errors.New("e")}, []any{"x", 1})
	fmt.Printf("%6d|%-6d|%06d|%x\n", []int{1, 2}, []int{3}, []int{4}, []int{10, 11})
	fmt.Printf("%t %v %08b %o %O\n", true, int8(-5), 5, 64, 64)
	fmt.Printf("%3c|%-3c|%03d|%.3d|%8.3d|%+.3d\n", 'a', 'b', 7, 7, 7, 7)
	fmt.Printf("%s %s\n", time.Second*90, time.Month(3))
	fmt.Printf("%v %v %v\n", int64(1)<<62, uint64(1)<<63, -1<<63)
	fmt.Printf("%g %g %g %v %v %v\n", 1e-7, 100000.0, 1e20, 1e20, 1e21, float32(3.4028235e38))
	fmt.Printf("%x %X %x %.3x\n", 3.5, -1.0, "", 1.0)
	fmt.Printf("%v %+v %#v %T\n", struct{}{}, struct{}{}, struct{}{}, struct{}{})
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil, nil), fmt.Sprint(), fmt.Sprintln("x", 1))
	fmt.Println(string(fmt.Appendf(nil, "%d-%s", 1, "x")), string(fmt.Append(nil, 1, 2)), string(fmt.Appendln(nil, "z")))
	var ip *int
	var m map[string]int
	var sl []int
	var fn func()
	var ch chan int
	fmt.Println(ip, m, sl, fn == nil, ch)
	fmt.Printf("%v %+v %#v %#v %#v %#v %d %s\n", ip, m, m, sl, ip, ch, sl, sl)
	fmt.Printf("%v %v\n", &sl, &m)
	fmt.Printf("%v %+v\n", &o.inner, &[]*int{nil})
	fmt.Printf("%s %d\n", &inner{1, 2}, &inner{1, 2})
	fmt.Printf("%.3v|%10v|%-10v|%v\n", "abcdef", "r", "l", [2]bool{true})
	fmt.Printf("%d%%|%c%c|%v\n", 50, 0x4E16, 0x754C, '世')
	fmt.Printf("%s", fmt.Sprintf("%[1]T %[1]v\n", 3*time.Millisecond))
	fmt.Printf("%[3]*.[2]*[1]f|%[1]*d\n", 12.0, 2, 6)
}
