// main has ended with Goexit; when the others have too, Go says so.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	go func() {
		time.Sleep(time.Millisecond)
		fmt.Println("the other goroutine")
	}()
	defer fmt.Println("deferred by main")
	runtime.Goexit()
}
