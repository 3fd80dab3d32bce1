package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.RWMutex
	c := make(chan int)
	mu.Lock()
	go mu.RLock()
	go func() { c <- <-c }()
	time.Sleep(time.Millisecond)
	fmt.Println("all wait")
	for range c {
	}
}
