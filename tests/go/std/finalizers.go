// Finalizers and cleanups run once their object is unreachable, and not before.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type res struct {
	id   int
	data [100]int
}

func use() {
	r := &res{id: 7}
	runtime.SetFinalizer(r, func(r *res) { fmt.Println("finalized", r.id) })
	keep := &res{id: 8}
	runtime.SetFinalizer(keep, func(r *res) { fmt.Println("never", r.id) })
	runtime.SetFinalizer(keep, nil)
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	fmt.Println("still in use", r.id, keep.id)
}

func clean() {
	r := &res{id: 9}
	runtime.AddCleanup(r, func(n int) { fmt.Println("cleaned", n) }, 42)
}

func main() {
	use()
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	clean()
	fmt.Println("collecting", 1)
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	fmt.Println("end")
}
