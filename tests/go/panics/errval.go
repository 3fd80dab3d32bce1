package main

import "fmt"

type myErr struct{ code int }

func (e myErr) Error() string { return fmt.Sprint("my error ", e.code) }

func main() {
	panic(myErr{3})
}
