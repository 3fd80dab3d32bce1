package main

import "fmt"

type myErr struct{ code int }

func (e myErr) Error() string { return fmt.Sprint("my error ", e.code) }

func main() {
	defer func() {
		r := recover()
		fmt.Println("recovered", r)
		panic(fmt.Sprintf("again: %v", r))
	}()
	panic(myErr{3})
}
