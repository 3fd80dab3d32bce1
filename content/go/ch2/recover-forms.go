// Seven places for a recover. Which of them stops the panic?
package main

import "fmt"

func main() {
	try("in the deferred function", direct)
	try("in a helper that is itself deferred", deferredHelper)
	try("as a deferred call: defer recover()", bare)
	try("in a function inside the deferred one", nested)
	try("in a helper the deferred one calls", helped)
	try("in the body, after the panic", inBody)
	try("deferred after the panic", tooLate)
}

// try runs f and says whether its panic came through.
func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("not stopped:", name)
		}
	}()
	f()
	fmt.Println("stopped:", name)
}

func direct() {
	defer func() { recover() }()
	panic("x")
}

func deferredHelper() {
	defer helper()
	panic("x")
}

func helper() { recover() }

func bare() {
	defer recover()
	panic("x")
}

func nested() {
	defer func() {
		func() { recover() }()
	}()
	panic("x")
}

func helped() {
	defer func() { helper() }()
	panic("x")
}

func inBody() {
	panic("x")
	recover()
}

func tooLate() {
	panic("x")
	defer func() { recover() }()
}
