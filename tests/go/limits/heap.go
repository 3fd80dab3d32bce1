package main

var all [][]byte

func main() {
	for {
		all = append(all, make([]byte, 100_000))
	}
}
