// The goroutine profile groups equal stacks; the leak profile has those that nobody can wake any more.
package main

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"runtime/pprof"
	"sort"
	"strings"
	"sync"
	"time"
)

//go:noinline
func ranges(ch chan int) {
	for range ch {
	}
}

//go:noinline
func sends(ch chan int) { ch <- 1 }

//go:noinline
func ticks(t *time.Ticker) {
	for range t.C {
	}
}

//go:noinline
func waits(ctx context.Context) { <-ctx.Done() }

//go:noinline
func locks(mu *sync.Mutex) { mu.Lock() }

//go:noinline
func joins(wg *sync.WaitGroup) { wg.Wait() }

//go:noinline
func chooses(a, b chan int) {
	select {
	case <-a:
	case <-b:
	}
}

//go:noinline
func nothing() { select {} }

var reachable = make(chan int)

// owned is too large to share its memory with other small objects, as mutexes by themselves do.
type owned struct {
	mu sync.Mutex
	_  [4]int
}

// forget leaves two waiting for what only they know.
//
//go:noinline
func forget() {
	mine := new(owned)
	mine.mu.Lock()
	go locks(&mine.mu)
	wg := new(sync.WaitGroup)
	wg.Add(1)
	go joins(wg)
}

// profile shows the user's functions of each group, with the number of goroutines.
func profile(name string) {
	var text bytes.Buffer
	if err := pprof.Lookup(name).WriteTo(&text, 1); err != nil {
		fmt.Println(err)
	}
	total, rest, _ := strings.Cut(text.String(), "\n")
	fmt.Println(total)
	counts := map[string]int{}
	for group := range strings.SplitSeq(rest, "\n\n") {
		var count int
		fmt.Sscan(group, &count)
		var calls []string
		for line := range strings.Lines(group) {
			if fields := strings.Fields(line); len(fields) > 2 && strings.HasPrefix(fields[2], "main.") {
				function, _, _ := strings.Cut(fields[2], "+")
				_, line, _ := strings.Cut(fields[3], ".go")
				calls = append(calls, function+line)
			}
		}
		if len(calls) > 0 {
			counts[strings.Join(calls, " < ")] += count
		}
	}
	var lines []string
	for calls, count := range counts {
		lines = append(lines, fmt.Sprint("  ", count, " ", calls))
	}
	sort.Strings(lines)
	fmt.Println(strings.Join(lines, "\n"))
}

func main() {
	for range 3 {
		go ranges(make(chan int))
	}
	go ranges(reachable)
	for range 2 {
		go sends(make(chan int))
	}
	go ticks(time.NewTicker(time.Hour))
	ctx, cancel := context.WithCancel(context.Background())
	go waits(ctx)
	go waits(context.WithValue(context.Background(), "k", "v"))
	var mu sync.Mutex
	mu.Lock()
	go locks(&mu)
	forget()
	go chooses(make(chan int), make(chan int))
	go chooses(make(chan int), reachable)
	go nothing()
	go func() {
		// Whoever waits for me can go on, unless nobody can wake me.
		inner := make(chan int)
		go ranges(inner)
		<-make(chan int)
		close(inner)
	}()
	time.Sleep(20 * time.Millisecond)
	fmt.Println(runtime.NumGoroutine())
	profile("goroutine")
	profile("goroutineleak")
	fmt.Println(pprof.Lookup("goroutineleak").Count(), pprof.Lookup("nothing") == nil)
	cancel()
	mu.Unlock()
	close(reachable)
	time.Sleep(time.Millisecond)
	fmt.Println(runtime.NumGoroutine())
	profile("goroutineleak")
}
