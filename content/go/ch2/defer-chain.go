// Everything but the last call runs at the defer statement.
package main

import "fmt"

func main() {
	defer trace("main")()
	fmt.Println("body")
}

// trace reports the beginning and returns a function that reports the end.
func trace(name string) func() {
	fmt.Println("enter", name)
	return func() {
		fmt.Println("leave", name)
	}
}
