// Package runtime: what can be asked.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	runtime.GOMAXPROCS(1)
	fmt.Println(runtime.GOMAXPROCS(0), runtime.NumGoroutine())
	block := make(chan bool)
	for range 3 {
		go func() { <-block }()
	}
	fmt.Println(runtime.NumGoroutine())
	close(block)
	runtime.Gosched()
	fmt.Println(runtime.NumGoroutine())
	runtime.LockOSThread()
	runtime.UnlockOSThread()
	fmt.Println(runtime.GOOS != "", runtime.GOARCH != "", runtime.NumCPU() > 0)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	keep := make([]byte, 1<<20)
	runtime.ReadMemStats(&after)
	fmt.Println(after.TotalAlloc-before.TotalAlloc >= 1<<20, len(keep))
	_, _, line, ok := runtime.Caller(0)
	fmt.Println(line, ok)
}
