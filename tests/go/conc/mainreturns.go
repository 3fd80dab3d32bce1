// When main returns the process ends: goroutines are not waited for, nor their deferred calls run.
package main

import (
	"fmt"
	"time"
)

func main() {
	started := make(chan bool)
	go func() {
		defer fmt.Println("never")
		started <- true
		time.Sleep(time.Hour)
	}()
	go func() {
		var never chan int
		<-never
	}()
	<-started
	fmt.Println("main ends")
}
