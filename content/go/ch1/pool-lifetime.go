// An item is put into a sync.Pool. Then the garbage is collected a few times,
// and somebody asks for the item.
package main

import (
	"fmt"
	"runtime"
	"sync"

	"tidepool/lab"
)

type buffer [4096]byte

var buffers sync.Pool

func main() {
	buffers.Put(new(buffer))
	for range lab.Int("collections", 2) {
		runtime.GC()
	}
	if buffers.Get() == nil {
		fmt.Println("the pool is empty")
		fmt.Println("a new buffer has to be made")
		return
	}
	fmt.Println("the buffer is still there")
}
