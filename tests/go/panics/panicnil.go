package main

import (
	"errors"
	"fmt"
	"runtime"
)

func main() {
	func() {
		defer func() {
			r := recover()
			var e *runtime.PanicNilError
			fmt.Println(r, errors.As(r.(error), &e))
		}()
		panic(nil)
	}()
	var err error
	panic(err)
}
