// Bursts: 8 MB are built up, used and dropped, again and again.
package main

type block struct {
	next *block
	data [30]int
}

var held *block

func main() {
	for range 40 {
		var all *block
		for range 32_000 {
			all = &block{next: all}
		}
		held = all
		held = nil
	}
}
