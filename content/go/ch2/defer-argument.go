// The argument of a deferred call is fixed where the defer stands.
package main

import "fmt"

func main() {
	report()
	fmt.Println("main: report has returned")
}

func report() {
	n := 1
	defer fmt.Println("deferred: n is", n) // reads n here, prints later
	n = 2
	fmt.Println("body: n is", n)
}
