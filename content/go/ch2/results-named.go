// The result has a name: the deferred closure reaches it. Prints 6.
package main

import "fmt"

func main() {
	fmt.Println("named:", named())
}

func named() (result int) {
	defer func() {
		result++
	}()
	return 5
}
