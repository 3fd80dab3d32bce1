package main

import (
	"errors"
	"fmt"
	"os"
	"time"
)

type point struct {
	X, Y int
}

type named struct {
	Name string
	P    *point
	Pt   point
	M    map[string]int
	S    []string
	E    error
	A    any
	f    float64
}

type level int

func (l level) String() string { return [...]string{"low", "high"}[l] }

type code int

func (c *code) String() string { return "code" }

type gs struct{}

func (gs) GoString() string { return "GS!" }

func main() {
	fmt.Printf("%d|%5d|%-5d|%05d|%+d|% d|%x|%X|%o|%b|%c|%q|%U\n", 42, 42, 42, 42, 42, 42, 255, 255, 8, 5, 'A', 'B', 'C')
	fmt.Printf("%#x|%#o|%08b|%-8x|%d\n", 255, 8, 5, 255, -7)
	fmt.Printf("%f|%.2f|%8.3f|%-8.1f|%e|%g|%G|%+.1f|%08.2f\n", 3.14159, 2.5, 3.14159, 2.25, 12345.678, 1e21, 1e-7, 2.0, -3.14159)
	fmt.Printf("%v %v %v %v %v\n", 1.0, 1e6, 1e21, 1e-5, float32(0.1))
	fmt.Printf("%s|%10s|%-10s|%.2s|%q|%x|% x|%X\n", "go", "go", "go", "golang", "a\"b\n", "hi", "hi", "hi")
	fmt.Printf("%t|%v|%5t\n", true, false, true)
	fmt.Printf("%v|%+v|%#v|%T\n", point{1, 2}, point{1, 2}, point{1, 2}, point{1, 2})
	fmt.Printf("%v|%+v\n", &point{1, 2}, &point{1, 2})
	n := named{"n", nil, point{3, 4}, map[string]int{"b": 2, "a": 1}, []string{"x", "y z"}, errors.New("oops"), 3, 1.5}
	fmt.Printf("%v\n%+v\n", n, n)
	fmt.Printf("%v %v %q %#v\n", []int{1, 2}, [2]bool{true}, []string{"a", "b"}, []int{1})
	fmt.Printf("%v %d %s\n", map[int]string{2: "b", 1: "a"}, []int{10, 20}, []string{"p", "q"})
	fmt.Printf("%v %s %d\n", level(1), level(0), level(1))
	fmt.Printf("%v %v\n", []level{0, 1}, map[level]int{1: 5})
	fmt.Printf("%d %s %v\n", "str", 5, nil)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%!|%z|%%\n", 3)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 42, 5, 42, 2, 3.14159)
	fmt.Printf("%[2]d %[1]d\n", 1, 2)
	fmt.Printf("%v %v\n", errors.New("e1"), fmt.Errorf("w: %w", errors.New("e2")))
	fmt.Printf("%v %s\n", time.Duration(1500)*time.Millisecond, 2*time.Hour+3*time.Second)
	fmt.Printf("%x %X %s\n", []byte("abc"), "xyz", []byte("bytes"))
	fmt.Printf("%v %v\n", []byte{1, 2}, [3]byte{4, 5, 6})
	fmt.Printf("%6.2f%%|%+v|%v\n", 99.5, struct {
		A any
		B []any
	}{nil, []any{1, "a", nil}}, struct{}{})
	fmt.Printf("%T %T %T %T %T %T %T\n", 1, "s", 1.5, []int{}, map[string]bool{}, &point{}, func(int) error { return nil })
	fmt.Printf("%#v %#v %#v %#v\n", "q", map[string]int{"a": 1}, struct{ A, B int }{1, 2}, []string{"x"})
	fmt.Printf("%#v %v\n", gs{}, gs{})
	fmt.Printf("%p %v\n", nil, (*point)(nil))
	fmt.Printf("%c%c %q %v\n", 0x65e5, 'é', '☺', 'x')
	fmt.Printf("%8.3s|%-8q|%t\n", "abcdef", "a", "notbool")
	fmt.Println(1, 2, "a", "b", 3, 4.5, true, nil, 'c', []any{1, "x"}, point{1, 2}, &point{3, 4})
	fmt.Print(1, 2, "a", "b", 3, 4, "\n")
	fmt.Print("a", 1, 2, true, "b\n")
	s := fmt.Sprint("x", 1, 2, "y") + fmt.Sprintln("end", 1) + fmt.Sprintf("%03d", 7)
	fmt.Println(s)
	fmt.Fprintln(os.Stdout, "to stdout", 1)
	fmt.Fprintf(os.Stderr, "to stderr %d\n", 2)
	fmt.Println(int8(-5), uint8(200), uint64(1<<63), complex(1, -2), uintptr(7))
	fmt.Printf("%v %.1f %g\n", complex(1, 2), complex(1.25, 2), complex64(3))
	var np *named
	var ne error
	var nm map[string]int
	var ns []int
	fmt.Println(np, ne, nm, ns, len(nm))
	fmt.Printf("%+v %v %d %s\n", ne, nm, ns, ns)
	var c code
	fmt.Println(&c, c)
	fmt.Printf("%t %v\n", fmt.Sprint() == "", fmt.Sprint(nil))
	fmt.Printf("%s %v\n", error(nil), error(nil))
	fmt.Printf("%5v|%-5v|%05v|%x\n", 1, "a", 2, -255)
	fmt.Printf("%6d|%6v|%q\n", []int{1, 2}, []string{"a"}, 'x')
	fmt.Printf("%s\n", []error{errors.New("x")})
	fmt.Printf("%v %s\n", struct{ E error }{errors.New("in")}, &n.Pt)
}
