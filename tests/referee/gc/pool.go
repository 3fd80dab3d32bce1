// The same with a pool of buffers.
package main

import "sync"

var buffers = sync.Pool{New: func() any { b := make([]byte, 64<<10); return &b }}

type request struct {
	next *request
	body [62]int
}

var sink *request

func main() {
	for i := range 200_000 {
		buffer := buffers.Get().(*[]byte)
		(*buffer)[i%len(*buffer)] = 1
		sink = &request{}
		buffers.Put(buffer)
	}
}
