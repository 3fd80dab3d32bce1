// Package runtime/metrics: kinds, names, and what the values have to do with each other and with package runtime.
package main

import (
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"time"
)

var names = []string{
	"/cpu/classes/gc/mark/assist:cpu-seconds",
	"/cpu/classes/gc/mark/dedicated:cpu-seconds",
	"/cpu/classes/gc/mark/idle:cpu-seconds",
	"/cpu/classes/gc/pause:cpu-seconds",
	"/cpu/classes/gc/total:cpu-seconds",
	"/cpu/classes/idle:cpu-seconds",
	"/cpu/classes/total:cpu-seconds",
	"/cpu/classes/user:cpu-seconds",
	"/gc/cycles/automatic:gc-cycles",
	"/gc/cycles/forced:gc-cycles",
	"/gc/cycles/total:gc-cycles",
	"/gc/gogc:percent",
	"/gc/gomemlimit:bytes",
	"/gc/heap/allocs:bytes",
	"/gc/heap/allocs:objects",
	"/gc/heap/frees:bytes",
	"/gc/heap/frees:objects",
	"/gc/heap/goal:bytes",
	"/gc/heap/live:bytes",
	"/gc/heap/objects:objects",
	"/gc/limiter/last-enabled:gc-cycle",
	"/gc/pauses:seconds",
	"/gc/scan/globals:bytes",
	"/gc/scan/heap:bytes",
	"/gc/scan/stack:bytes",
	"/gc/scan/total:bytes",
	"/gc/stack/starting-size:bytes",
	"/memory/classes/heap/objects:bytes",
	"/memory/classes/heap/stacks:bytes",
	"/memory/classes/total:bytes",
	"/sched/gomaxprocs:threads",
	"/sched/goroutines-created:goroutines",
	"/sched/goroutines/runnable:goroutines",
	"/sched/goroutines/running:goroutines",
	"/sched/goroutines/waiting:goroutines",
	"/sched/goroutines:goroutines",
	"/sched/latencies:seconds",
	"/sched/pauses/total/gc:seconds",
}

func read() map[string]metrics.Value {
	samples := make([]metrics.Sample, len(names))
	for i, name := range names {
		samples[i].Name = name
	}
	metrics.Read(samples)
	values := map[string]metrics.Value{}
	for _, s := range samples {
		values[s.Name] = s.Value
	}
	return values
}

func try(what string, f func()) {
	defer func() { fmt.Println(what, recover()) }()
	f()
}

func sum(counts []uint64) (all uint64) {
	for _, n := range counts {
		all += n
	}
	return all
}

var sink []byte

func main() {
	described := map[string]metrics.Description{}
	all := metrics.All()
	for _, d := range all {
		described[d.Name] = d
	}
	fmt.Println(slices.IsSortedFunc(all, func(a, b metrics.Description) int { return strings.Compare(a.Name, b.Name) }))
	for name, v := range read() {
		d, ok := described[name]
		if !ok || d.Kind != v.Kind() || d.Description == "" || name != d.Name {
			fmt.Println("described otherwise:", name)
		}
	}
	for _, name := range names {
		fmt.Println(name, described[name].Kind, described[name].Cumulative)
	}

	odd := []metrics.Sample{{Name: "/no/such:thing"}, {Name: names[0]}, {Name: "/gc/pauses:seconds"}}
	metrics.Read(odd)
	metrics.Read(nil)
	fmt.Println(odd[0].Value.Kind() == metrics.KindBad, odd[0].Value == metrics.Value{})
	try("bad as uint64:", func() { odd[0].Value.Uint64() })
	try("bad as float64:", func() { odd[0].Value.Float64() })
	try("float64 as histogram:", func() { odd[1].Value.Float64Histogram() })
	try("histogram as float64:", func() { odd[2].Value.Float64() })

	// Settings.
	debug.SetGCPercent(50)
	debug.SetMemoryLimit(1 << 30)
	v := read()
	fmt.Println(v["/gc/gogc:percent"].Uint64(), v["/gc/gomemlimit:bytes"].Uint64(), v["/gc/stack/starting-size:bytes"].Uint64())
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(math.MaxInt64)
	v = read()
	fmt.Println(v["/gc/gogc:percent"].Uint64(), v["/gc/gomemlimit:bytes"].Uint64())
	fmt.Println(v["/sched/gomaxprocs:threads"].Uint64() == uint64(runtime.GOMAXPROCS(0)))

	// Without automatic collections everything is counted exactly.
	before := read()
	runtime.GC()
	runtime.GC()
	for range 100 {
		sink = make([]byte, 10_000)
	}
	after := read()
	grown := func(name string) uint64 { return after[name].Uint64() - before[name].Uint64() }
	fmt.Println(grown("/gc/cycles/forced:gc-cycles"), grown("/gc/cycles/automatic:gc-cycles"), grown("/gc/cycles/total:gc-cycles"))
	bytes, objects := grown("/gc/heap/allocs:bytes"), grown("/gc/heap/allocs:objects")
	fmt.Println(bytes >= 100*10_240, bytes < 150*10_240, objects >= 100)
	n := func(name string) uint64 { return after[name].Uint64() }
	fmt.Println(n("/gc/heap/allocs:objects") == n("/gc/heap/frees:objects")+n("/gc/heap/objects:objects"))
	fmt.Println(n("/gc/heap/allocs:bytes") == n("/gc/heap/frees:bytes")+n("/memory/classes/heap/objects:bytes"))
	fmt.Println(n("/gc/scan/total:bytes") == n("/gc/scan/globals:bytes")+n("/gc/scan/heap:bytes")+n("/gc/scan/stack:bytes"))
	fmt.Println(n("/gc/heap/live:bytes") > 0, n("/gc/heap/goal:bytes") > n("/gc/heap/live:bytes"), n("/memory/classes/total:bytes") > n("/memory/classes/heap/objects:bytes"))
	pauses := func(of map[string]metrics.Value) uint64 {
		return sum(of["/gc/pauses:seconds"].Float64Histogram().Counts)
	}
	fmt.Println(pauses(after)-pauses(before), slices.Equal(after["/gc/pauses:seconds"].Float64Histogram().Counts, after["/sched/pauses/total/gc:seconds"].Float64Histogram().Counts))

	// Time of the processors.
	time.Sleep(20 * time.Millisecond)
	runtime.GC()
	v = read()
	f := func(name string) float64 { return v["/cpu/classes/"+name+":cpu-seconds"].Float64() }
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-3*b }
	parts := f("gc/mark/assist") + f("gc/mark/dedicated") + f("gc/mark/idle") + f("gc/pause")
	fmt.Println(near(parts, f("gc/total")), f("gc/total")+f("idle")+f("user") < 1.001*f("total"), f("idle") > 0.01, f("user") > 0)

	// Goroutines and their waits.
	stop := make(chan bool)
	before = read()
	for range 50 {
		go func() { <-stop }()
	}
	time.Sleep(time.Millisecond)
	after = read()
	fmt.Println(grown("/sched/goroutines:goroutines") >= 50, grown("/sched/goroutines-created:goroutines") >= 50, grown("/sched/goroutines/waiting:goroutines") >= 49)
	fmt.Println(n("/sched/goroutines/running:goroutines") >= 1, n("/sched/goroutines/running:goroutines")+n("/sched/goroutines/runnable:goroutines")+n("/sched/goroutines/waiting:goroutines") == n("/sched/goroutines:goroutines"))
	waits := after["/sched/latencies:seconds"].Float64Histogram()
	fmt.Println(len(waits.Counts), len(waits.Buckets), waits.Buckets[0], waits.Buckets[1:16], waits.Buckets[160:], slices.IsSorted(waits.Buckets))
	fmt.Println(sum(waits.Counts) > 5)
	var checksum float64
	for _, b := range waits.Buckets[1:162] {
		checksum += b
	}
	fmt.Println(checksum)

	// A histogram that was read before is filled again.
	again := []metrics.Sample{{Name: "/sched/latencies:seconds"}}
	metrics.Read(again)
	h := again[0].Value.Float64Histogram()
	old := sum(h.Counts)
	for range 100 {
		time.Sleep(10 * time.Microsecond)
	}
	metrics.Read(again)
	fmt.Println(again[0].Value.Float64Histogram() == h, sum(h.Counts) > old)
	close(stop)
}
