package main

import (
	"errors"
	"fmt"
)

func order() {
	for i := 0; i < 3; i++ {
		defer fmt.Println("defer", i)
	}
	fmt.Println("body")
}

func namedResult() (r int) {
	defer func() { r++ }()
	return 5
}

func unnamed() int {
	r := 5
	defer func() { r++ }()
	return r
}

func recovered() (msg string, err error) {
	defer func() {
		if r := recover(); r != nil {
			msg = fmt.Sprint("recovered: ", r)
			err = errors.New("failed")
		}
	}()
	panic("boom")
}

func noValue() (a int, b string) {
	defer func() { recover() }()
	a, b = 1, "x"
	panic(1)
}

func plain() int {
	defer func() { recover() }()
	var p *int
	return *p
}

func helper() any { return recover() }

func notDirect() (s string) {
	defer func() {
		s = fmt.Sprint(recover())
	}()
	defer func() {
		func() { fmt.Println("inner", recover()) }()
	}()
	panic("deep")
}

func viaHelper() {
	defer helper()
	panic("gone")
}

type res struct{ name string }

func (r *res) close()   { fmt.Println("close", r.name) }
func (r res) show(p string) { fmt.Println(p, r.name) }

func methods() {
	r := &res{"one"}
	defer r.close()
	defer r.show("shown")
	v := *r
	defer v.show("value")
	v.name = "changed"
	r.name = "two"
	var f func() = func() { fmt.Println("f1") }
	defer f()
	f = func() { fmt.Println("f2") }
}

func nested() (out string) {
	defer func() {
		out += fmt.Sprint("|outer ", recover())
	}()
	defer func() {
		defer func() {
			out += fmt.Sprint("mid ", recover())
			panic("third")
		}()
		panic("second")
	}()
	panic("first")
}

func args() {
	x := 1
	defer fmt.Println("x was", x)
	x = 2
	defer func(v int) { fmt.Println("v", v, "x", x) }(x)
	x = 3
}

func loop() (s string) {
	for _, w := range []string{"a", "b", "c"} {
		func() {
			defer func() { s += w }()
			s += "-"
		}()
	}
	return
}

func early(n int) (s string) {
	defer func() { s += "!" }()
	if n == 0 {
		return "zero"
	}
	defer func() { s += "?" }()
	return "more"
}

func nilFunc() (s string) {
	defer func() { s = fmt.Sprint(recover()) }()
	var f func()
	defer f()
	return "x"
}

func builtins() {
	m := map[string]int{"a": 1}
	ch := make(chan int, 1)
	func() {
		defer delete(m, "a")
		defer close(ch)
	}()
	_, ok := <-ch
	fmt.Println(len(m), ok)
	defer func() { fmt.Println(recover()) }()
	defer panic("from defer")
}

func rethrow() {
	defer func() { fmt.Println("got", recover()) }()
	func() {
		defer func() {
			r := recover()
			panic(fmt.Sprint("re-", r))
		}()
		panic("orig")
	}()
}

func indexErr(i int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	a := []int{1, 2}
	_ = a[i]
	var m map[string]int
	m["x"] = 1
	return nil
}

func multiple() (a, b int) {
	defer func() { a, b = b, a }()
	return 1, 2
}

func main() {
	order()
	fmt.Println(namedResult(), unnamed())
	fmt.Println(recovered())
	fmt.Println(noValue())
	fmt.Println(plain())
	fmt.Println(notDirect())
	viaHelper()
	methods()
	fmt.Println(nested())
	args()
	fmt.Println(loop())
	fmt.Println(early(0), early(1))
	fmt.Println(nilFunc())
	builtins()
	rethrow()
	fmt.Println(indexErr(5))
	fmt.Println(indexErr(1))
	fmt.Println(multiple())
}
