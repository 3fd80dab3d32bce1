// os.Exit ends the process. Nothing deferred runs.
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("main: deferred, and never run")
	finish()
}

func finish() {
	defer fmt.Println("finish: deferred, and never run")
	fmt.Println("body: done")
	os.Exit(0) // log.Fatal does the same, with 1
}
