// Each round has its own variable, so each closure has its own name.
package main

import "fmt"

func main() {
	for _, name := range []string{"ann", "bob", "cho"} {
		defer func() {
			fmt.Println("goodbye,", name)
		}()
	}
}
