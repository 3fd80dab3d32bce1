// recover stops a panic only when the deferred function itself calls it.
package main

import "fmt"

func helper() any { return recover() }

func deferredHelper() {
	if r := recover(); r != nil {
		fmt.Println("helper recovered", r)
	}
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "not recovered:", r)
		}
	}()
	f()
	fmt.Println(name, "recovered")
}

type T struct{}

func (T) Recover() { recover() }

type I interface{ Recover() }

func main() {
	fmt.Println("no panic:", recover())
	try("directly", func() {
		defer func() { recover() }()
		panic(1)
	})
	try("nested function", func() {
		defer func() {
			func() { recover() }()
		}()
		panic(2)
	})
	try("helper called", func() {
		defer func() { helper() }()
		panic(3)
	})
	try("helper deferred", func() {
		defer deferredHelper()
		panic(4)
	})
	try("defer recover()", func() {
		defer recover()
		panic(5)
	})
	try("deferred in a deferred call", func() {
		defer func() {
			defer func() { recover() }()
		}()
		panic(6)
	})
	try("method", func() {
		defer T{}.Recover()
		panic(7)
	})
	try("interface method", func() {
		var i I = T{}
		defer i.Recover()
		panic(8)
	})
	try("method value", func() {
		f := T{}.Recover
		defer f()
		panic(9)
	})
	try("embedded", func() {
		s := struct{ I }{T{}}
		defer s.Recover()
		panic(10)
	})
	try("twice", func() {
		defer func() { fmt.Println(recover(), recover()) }()
		panic(11)
	})
	try("recover then panic again", func() {
		defer func() { fmt.Println("second:", recover()) }()
		defer func() {
			defer func() { panic("new") }()
			fmt.Println("first:", recover())
		}()
		panic(12)
	})
}
