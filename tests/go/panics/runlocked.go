package main

import "sync"

func main() {
	defer func() { recover() }()
	var mu sync.RWMutex
	mu.RUnlock()
}
