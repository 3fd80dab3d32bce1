// A nil function may be deferred; calling it is what panics.
package main

import "fmt"

func main() {
	defer func() { fmt.Println("recovered:", recover()) }()
	var f func()
	defer f()
	fmt.Println("the defer statement is fine")
}
