// GOGC=20 with 10 MB alive.
package main

import "runtime/debug"

type node struct {
	next *node
	data [15]int
}

var list []*node

var sink *node

func main() {
	debug.SetGCPercent(20)
	for range 80_000 {
		list = append(list, &node{})
	}
	for range 800_000 {
		sink = &node{}
	}
}
