// Deferring a nil function is allowed. Running it is not.
package main

import "fmt"

func main() {
	fmt.Println("main:", careless())
}

func careless() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	var cleanup func()
	defer cleanup() // nil, and nothing happens here
	cleanup = func() { fmt.Println("cleanup") }
	fmt.Println("body: done")
	return nil
}
