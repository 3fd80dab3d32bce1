// The same, but one more goroutine is alive: it wakes every second.
package main

import (
	"fmt"
	"time"
)

func main() {
	go heartbeat()
	jobs := make(chan int)
	go func() {
		for n := range 3 {
			jobs <- n
		}
	}()
	for job := range jobs {
		fmt.Println("job", job)
	}
	fmt.Println("all jobs are done")
}

func heartbeat() {
	for range time.Tick(time.Second) {
		fmt.Println("still alive")
	}
}
