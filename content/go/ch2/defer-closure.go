// A closure has no arguments to fix: it looks at n when it runs.
package main

import "fmt"

func main() {
	report()
	fmt.Println("main: report has returned")
}

func report() {
	n := 1
	defer func() {
		fmt.Println("deferred: n is", n)
	}()
	n = 2
	fmt.Println("body: n is", n)
}
