// A memory limit of 40 MB and GOGC off, with 10 MB alive.
package main

import "runtime/debug"

type node struct {
	next *node
	data [15]int
}

var list []*node

var sink *node

func main() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(40 << 20)
	for range 80_000 {
		list = append(list, &node{})
	}
	for range 2_000_000 {
		sink = &node{}
	}
}
