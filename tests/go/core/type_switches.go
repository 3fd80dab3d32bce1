package main

import (
	"errors"
	"fmt"
)

type Shape interface{ Area() float64 }
type Sq struct{ s float64 }
type Ci struct{ r float64 }

func (s Sq) Area() float64  { return s.s * s.s }
func (c *Ci) Area() float64 { return c.r }

func kind(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v %T", x, x)
	case string:
		return "string " + x
	case []int:
		return fmt.Sprint("slice ", len(x))
	case map[string]int:
		return fmt.Sprint("map ", len(x))
	case func() string:
		return "func " + x()
	case error:
		return "error " + x.Error()
	case Shape:
		return fmt.Sprint("shape ", x.Area())
	case chan<- int:
		return "send chan"
	case *int:
		return fmt.Sprint("ptr ", *x)
	case [2]int:
		return fmt.Sprint("array ", x[1])
	case struct{ A int }:
		return fmt.Sprint("struct ", x.A)
	case bool, nil2:
		return fmt.Sprintf("%T", x)
	default:
		return fmt.Sprintf("other %T", x)
	}
}

type nil2 struct{}

func generic[T any](v T) string {
	switch any(v).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice of T"
	}
	return "?"
}

func main() {
	n := 3
	for _, v := range []any{nil, 1, int64(2), "s", []int{1}, map[string]int{}, func() string { return "f" }, errors.New("e"), Sq{2}, &Ci{3}, make(chan<- int), &n, [2]int{1, 2}, struct{ A int }{4}, true, nil2{}, 1.5, Ci{}, (*Ci)(nil) == nil, (error)(nil)} {
		fmt.Println(kind(v))
	}
	fmt.Println(generic(1), generic("a"), generic(2.5))
	var s Shape = Sq{1}
	switch s := s.(type) {
	case Sq:
		s.s = 50
		fmt.Println(s.Area())
	case *Ci:
		fmt.Println("circle")
	}
	switch x := any(n).(type) {
	default:
		fmt.Printf("default %T\n", x)
	case string:
	}
	switch y := 5; z := any(y).(type) {
	case int:
		if z > 3 {
			break
		}
		fmt.Println("not reached")
	}
	switch any(nil).(type) {
	case nil, int:
		fmt.Println("nil or int")
	}
	if sq, ok := s.(Sq); ok {
		fmt.Println(sq)
	}
	_, ok := s.(interface{ Perimeter() float64 })
	fmt.Println(ok)
}
