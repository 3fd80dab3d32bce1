// Texts of run-time errors; all are runtime.Error.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

type stringer interface{ String() string }
type T struct{ n int }

func try(f func()) {
	defer func() {
		r := recover()
		err, ok := r.(runtime.Error)
		fmt.Printf("%T %t %v\n", r, ok, r)
		if ok {
			var e runtime.Error
			if !errors.As(err, &e) {
				fmt.Println("not found by As")
			}
		}
	}()
	f()
}

func main() {
	zero, three, neg := 0, 3, -1
	var s []int
	var p *T
	var m map[string]int
	var i any = "text"
	var none any
	var st stringer
	var c chan int
	closed := make(chan int)
	close(closed)
	arr := [4]int{}
	try(func() { _ = s[three] })
	try(func() { _ = arr[three+1] })
	try(func() { _ = s[neg] })
	try(func() { _ = "abc"[three] })
	try(func() { _ = arr[three:zero] })
	try(func() { _ = s[:three] })
	try(func() { _ = arr[:three+9] })
	try(func() { _ = "abc"[three+1:] })
	try(func() { _ = arr[1:2:three+7] })
	try(func() { _ = p.n })
	try(func() { p.n = 1 })
	try(func() { _ = three / zero })
	try(func() { _ = three % zero })
	try(func() { m["a"] = 1 })
	try(func() { _ = i.(int) })
	try(func() { _ = i.(stringer) })
	try(func() { _ = none.(int) })
	try(func() { _ = none.(stringer) })
	try(func() { _ = st.String() })
	try(func() { close(c) })
	try(func() { close(closed) })
	try(func() { closed <- 1 })
	try(func() { _ = make([]int, neg) })
	try(func() { _ = make([]int, 1, zero) })
	try(func() { _ = make(chan int, neg) })
	try(func() { _ = 1 << neg })
	try(func() { _ = map[any]int{[]int{}: 1} })
	try(func() { fmt.Println(any([]int{}) == any([]int{})) })
	try(func() { _ = [2]int(s) })
	try(func() { panic(fmt.Sprint("own ", three)) })
	try(func() { panic(errors.New("an error")) })
}
