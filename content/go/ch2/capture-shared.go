// One variable, three closures: all of them see its last value.
package main

import "fmt"

func main() {
	var name string
	for _, name = range []string{"ann", "bob", "cho"} {
		defer func() {
			fmt.Println("goodbye,", name)
		}()
	}
}
