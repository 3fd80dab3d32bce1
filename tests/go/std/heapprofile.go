// The heap profile says which calls have allocated what, and what of it is still in use; it is as of the last collection.
package main

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/pprof"
	"sort"
	"strings"
)

func init() { runtime.MemProfileRate = 1 }

type node struct {
	next *node
	data [6]int
}

var (
	keep  [][]byte
	nodes *node
	any1  any
	queue any
	text  = "a string of some length"
)

//go:noinline
func bytesOf(n int) []byte { return make([]byte, n) }

//go:noinline
func small() {
	for range 10 {
		keep = append(keep, bytesOf(100))
	}
}

//go:noinline
func large() { keep = append(keep, bytesOf(100_000)) }

//go:noinline
func list(n int) {
	for range n {
		nodes = &node{next: nodes}
	}
}

//go:noinline
func others() {
	any1 = new([20]string)
	queue = [...]any{make(chan struct{}), make(chan int, 10)}
	any1 = text + "b"
}

//go:noinline
func garbage() {
	for range 5 {
		bytesOf(2000)
		any1 = bytesOf(3000)
	}
}

type numbers struct{ objects, bytes, allObjects, allBytes int }

// show prints what the functions that main calls have in use and have allocated, with their callers.
func show(what string, only string) {
	var text bytes.Buffer
	if err := pprof.Lookup(what).WriteTo(&text, 1); err != nil {
		fmt.Println(err)
	}
	first, rest, _ := strings.Cut(text.String(), "\n")
	var total numbers
	var rate int
	n, _ := fmt.Sscanf(first, "heap profile: %d: %d [%d: %d] @ heap/%d", &total.objects, &total.bytes, &total.allObjects, &total.allBytes, &rate)
	fmt.Println(what, n, rate, strings.Contains(rest, "\n# runtime.MemStats\n# Alloc = "))
	sums := map[string]numbers{}
	for group := range strings.SplitSeq(rest, "\n\n") {
		var now numbers
		if n, _ := fmt.Sscanf(group, "%d: %d [%d: %d] @", &now.objects, &now.bytes, &now.allObjects, &now.allBytes); n < 4 {
			continue
		}
		var calls []string
		for line := range strings.Lines(group) {
			fields := strings.Fields(line)
			if fields[0] == "#" && len(fields) > 3 {
				function, _, _ := strings.Cut(fields[2], "+")
				_, line, _ := strings.Cut(fields[3], ".go")
				if strings.HasPrefix(function, "runtime.main") {
					line = ""
				}
				calls = append(calls, function+line)
			}
		}
		key := strings.Join(calls, " < ")
		if strings.HasPrefix(key, "main.show") || strings.HasPrefix(key, "main.main") || !strings.HasPrefix(key, "main."+only) {
			continue
		}
		sum := sums[key]
		sums[key] = numbers{sum.objects + now.objects, sum.bytes + now.bytes, sum.allObjects + now.allObjects, sum.allBytes + now.allBytes}
	}
	var lines []string
	for key, sum := range sums {
		lines = append(lines, fmt.Sprintln(" ", key, sum))
	}
	sort.Strings(lines)
	fmt.Print(strings.Join(lines, ""))
}

func main() {
	fmt.Println(runtime.MemProfileRate)
	small()
	large()
	list(7)
	others()
	garbage()
	// Nothing has been collected: everything is shown.
	show("heap", "")
	// What came later, or died, is not seen before the next collection.
	list(3)
	keep, any1 = keep[:1], nil
	keep[0] = nil
	show("heap", "list")
	runtime.GC()
	show("allocs", "")
	nodes = nil
	show("heap", "list")
	runtime.GC()
	show("heap", "list")
	// Without samples nothing is added; the one allocation after the change still is.
	runtime.MemProfileRate = 0
	list(1)
	list(20)
	runtime.GC()
	show("heap", "list")
}
