// Large objects: 1 MB each, twenty of them alive.
package main

var held [20][]byte

func main() {
	for i := range 2_000 {
		held[i%len(held)] = make([]byte, 1<<20)
	}
}
