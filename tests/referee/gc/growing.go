// A live heap that grows: every fourth object stays.
package main

type node struct {
	next *node
	data [14]int
}

var list []*node

var sink *node

func main() {
	for i := range 800_000 {
		n := &node{}
		if i%4 == 0 {
			list = append(list, n)
		} else {
			sink = n
		}
	}
}
