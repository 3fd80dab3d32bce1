package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

// Ten minutes of a service: 2,000 goroutines, each of which makes a buffer of 64 KiB every 625 ms.
// Together they make more than 200 MB of garbage a second.

const (
	clients = 2000
	pause   = 625 * time.Millisecond
	minutes = 10
)

var buffers [clients][]byte

func serve(client int) {
	for range minutes * time.Minute / pause {
		time.Sleep(pause)
		buffers[client] = make([]byte, 64<<10)
		buffers[client] = nil
	}
}

func main() {
	var all sync.WaitGroup
	for client := range clients {
		all.Go(func() { serve(client) })
	}
	all.Wait()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(m.NumGC > 10_000, m.TotalAlloc>>30, m.Sys < 64<<20)
}
