// A goroutine's stack grows as needed.
package main

import "fmt"

func depth(n int) int {
	var pad [10]int
	if n == 0 {
		return 0
	}
	pad[n%10] = n
	return depth(n-1) + pad[n%10] - n + 1
}

func main() {
	done := make(chan int)
	go func() { done <- depth(100_000) }()
	fmt.Println(<-done, depth(1000))
}
