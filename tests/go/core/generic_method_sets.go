package main

import (
	"fmt"
	"runtime"
)

// A generic method is no method that an interface can ask for, not even if it looks right.
type T struct{}

func (T) String[U any]() string { return "never asked" }
func (T) Plain() string         { return "plain" }
func (T) Id[U any](x U) U       { return x }

type Box[T any] struct{ v T }

func (b *Box[T]) Where[U any](u U) string {
	pc, _, _, _ := runtime.Caller(0)
	return runtime.FuncForPC(pc).Name() + " " + func() string {
		pc, _, _, _ := runtime.Caller(0)
		return runtime.FuncForPC(pc).Name()
	}()
}

func (T) Fail[U any](u U) { panic(u) }

func main() {
	var x any = T{}
	_, stringer := x.(fmt.Stringer)
	_, plain := x.(interface{ Plain() string })
	_, id := x.(interface{ Id(int) int })
	fmt.Println(stringer, plain, id)
	fmt.Println(x, T{}.String[int](), T{}.Id(T{}))
	fmt.Println(new(Box[int]).Where(""))
	T{}.Fail("failed")
}
