// Pool: what is put can be got until the second collection.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type buffer struct{ n int }

func main() {
	runtime.GOMAXPROCS(1)
	var empty sync.Pool
	fmt.Println(empty.Get())
	made := 0
	p := sync.Pool{New: func() any { made++; return &buffer{made} }}
	b := p.Get().(*buffer)
	p.Put(b)
	p.Put(nil)
	fmt.Println(p.Get().(*buffer) == b, made)
	p.Put(b)
	runtime.GC()
	fmt.Println(p.Get().(*buffer) == b, made)
	p.Put(b)
	runtime.GC()
	runtime.GC()
	fmt.Println(p.Get().(*buffer) == b, made)
}
