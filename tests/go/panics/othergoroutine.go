// recover works only in the goroutine that panics.
package main

import "fmt"

func main() {
	defer fmt.Println("not run")
	defer func() { recover() }()
	done := make(chan bool)
	go func() {
		defer close(done)
		panic("in another goroutine")
	}()
	<-done
	select {}
}
