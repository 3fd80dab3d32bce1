// A buffer of 64 KB for each request.
package main

var sink []byte

func main() {
	for i := range 20_000 {
		buffer := make([]byte, 64<<10)
		buffer[i%len(buffer)] = 1
		sink = buffer
	}
}
