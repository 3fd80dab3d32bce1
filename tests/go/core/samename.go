package main

import (
	"errors"
	"fmt"
)

type multi struct{ errs []error }

func (m multi) Error() string   { return "multi" }
func (m multi) Unwrap() []error { return m.errs }

type odd struct{}

func (odd) String(n int) string { return "odd" }

type even struct{ n int }

func (even) String() string { return "even" }

type weird interface{ String(int) string }

type a interface{ do() int }
type b interface{ do() string }
type x struct{}
type y struct{}

func (x) do() int    { return 1 }
func (y) do() string { return "y" }

func which(v any) string {
	switch t := v.(type) {
	case a:
		return fmt.Sprint("a ", t.do())
	case b:
		return fmt.Sprint("b ", t.do())
	}
	return "none"
}

func main() {
	base := errors.New("base")
	m := multi{[]error{errors.New("other"), base}}
	fmt.Println(errors.Is(m, base), errors.Unwrap(m), m)
	var w weird = odd{}
	fmt.Println(w.String(1), odd{}, even{3})
	fmt.Println(which(x{}), which(y{}), which(odd{}))
	_, ok := any(odd{}).(fmt.Stringer)
	_, ok2 := any(even{}).(weird)
	fmt.Println(ok, ok2)
	defer func() { fmt.Println(recover()) }()
	_ = any(x{}).(b)
}
