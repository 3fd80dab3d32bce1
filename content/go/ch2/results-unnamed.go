// The result has no name: result is just a local variable. Prints 5.
package main

import "fmt"

func main() {
	fmt.Println("unnamed:", unnamed())
}

func unnamed() int {
	result := 5
	defer func() {
		result++
	}()
	return result
}
