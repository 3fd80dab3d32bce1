// Last in, first out, at the end of the function, never of the block; not run by os.Exit.
package main

import (
	"fmt"
	"os"
)

func blocks(early bool) {
	defer fmt.Println("first deferred")
	for i := range 3 {
		defer fmt.Println("loop", i)
	}
	if true {
		defer fmt.Println("in if")
	}
	{
		defer fmt.Println("in block")
	}
	if early {
		fmt.Println("early return")
		return
	}
	fmt.Println("end")
}

func main() {
	defer fmt.Println("not run: os.Exit")
	blocks(false)
	blocks(true)
	func() {
		defer func() { recover() }()
		defer fmt.Println("while panicking")
		panic(1)
	}()
	os.Exit(4)
}
