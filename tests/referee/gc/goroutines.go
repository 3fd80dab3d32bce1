// Ten thousand goroutines wait while garbage is made: their stacks are roots.
package main

type node struct {
	next *node
	data [6]int
}

var sink *node

func main() {
	stop := make(chan bool)
	for range 10_000 {
		go func() { <-stop }()
	}
	for range 2_000_000 {
		sink = &node{}
	}
}
