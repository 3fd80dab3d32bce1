// Deferred calls run when the function returns, the newest first.
package main

import (
	"fmt"

	"tidepool/lab"
)

func main() {
	stack()
	fmt.Println("main: stack has returned")
}

func stack() {
	defer fmt.Println("deferred first, runs last")
	{
		defer fmt.Println("deferred in a block") // the block ends; nothing runs
	}
	for i := 1; i <= lab.Int("defers", 3); i++ {
		defer fmt.Println("deferred in round", i)
	}
	fmt.Println("body: done")
}
