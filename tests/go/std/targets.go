// What errors.As refuses as a target, what errors.Is can compare, and which errors of the system are which.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

func try(what string, f func() bool) {
	defer func() {
		if r := recover(); r != nil {
			_, isError := r.(error)
			fmt.Printf("%s: panic %v %v\n", what, r, isError)
		}
	}()
	fmt.Println(what, f())
}

type holder struct{ held any }
type list []int
type pointed struct{}
type number int
type plain struct{}
type shape interface{ Area() int }

func (holder) Error() string   { return "holder" }
func (list) Error() string     { return "list" }
func (*pointed) Error() string { return "pointed" }
func (number) Error() string   { return "number" }

func main() {
	try("same types, things that cannot be compared", func() bool { return errors.Is(holder{[]int{}}, holder{[]int{}}) })
	try("same types", func() bool { return errors.Is(holder{[]int{}}, holder{1}) })
	try("equal", func() bool { return errors.Is(holder{1}, holder{1}) })
	try("lists", func() bool { return errors.Is(list{1}, list{1}) })
	try("list and holder", func() bool { return errors.Is(list{1}, holder{1}) || errors.Is(holder{1}, list{1}) })
	try("nil", func() bool { return errors.Is(nil, nil) && !errors.Is(nil, number(1)) && !errors.Is(number(1), nil) })
	for _, target := range []any{nil, 5, "s", plain{}, func() {}, (func())(nil), map[string]int{}, make(chan int), []int{}, new(string), (*string)(nil), new(plain), new(pointed), new(*pointed), new(*string),
		new([]int), new(list), new(number), (*number)(nil), new(error), (*error)(nil), new(any), new(shape), new(fmt.Stringer), new(holder), number(1), new(*number)} {
		what := fmt.Sprintf("%T", target)
		try(what, func() bool { return errors.As(number(3), target) })
		try(what+" for nil", func() bool { return errors.As(nil, target) })
	}
	kinds := []error{fs.ErrNotExist, fs.ErrExist, fs.ErrPermission, fs.ErrInvalid, fs.ErrClosed, errors.ErrUnsupported}
	for e := range syscall.Errno(140) {
		for _, kind := range kinds {
			if errors.Is(e, kind) {
				fmt.Println(int(e), e, "is", kind)
			}
		}
		if e.Temporary() || e.Timeout() {
			fmt.Println(int(e), e, e.Temporary(), e.Timeout())
		}
	}
}
