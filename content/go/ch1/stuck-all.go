// The sender stops sending without closing the channel, and main waits for
// more. Now every goroutine waits.
package main

import "fmt"

func main() {
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
