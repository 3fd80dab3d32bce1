package main

import (
	"fmt"
	"sync"
)

func main() {
	defer fmt.Println("not run")
	defer func() { recover() }()
	var mu sync.Mutex
	mu.Lock()
	mu.Unlock()
	mu.Unlock()
}
