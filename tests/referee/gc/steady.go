// Steady garbage: everything dies young, little stays alive.
package main

type node struct {
	next *node
	data [6]int
}

var sink *node

func main() {
	for range 2_000_000 {
		sink = &node{}
	}
}
