package main

import "strings"

type T struct{ x int }

func f() T            { return T{} }
func g() map[string]T { return nil }

const c = 1

func main() {
	1 = 2
	f() = T{}
	f().x = 1
	g()["a"].x = 2
	c = 3
	"abc"[0] = 'x'
	s := "abc"
	s[0] = 'x'
	_ = &f()
	_ = &1
	f = nil
	strings.ToUpper = nil
	nil = 1
	c++
	len = 5
	true = false
}
