package testing

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
	"time"
)

// benchTime is how long a benchmark runs at least, in virtual time.
const benchTime = time.Second

// mostIterations keeps a benchmark within what a run may take.
const mostIterations = 200000

// A B is a benchmark being run. Its time is virtual: it comes from the machine's costs.
type B struct {
	common
	N int

	running  bool
	start    time.Time
	duration time.Duration
	bytes    int64
	report   bool
	extra    map[string]float64
	run      func(*B)

	startMallocs, startBytes uint64
	mallocs, allocated       uint64
	loopN                    int
	parallelism              int
	sub                      bool
}

func memory() (mallocs, bytes uint64) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs, m.TotalAlloc
}

func (b *B) StartTimer() {
	if !b.running {
		b.startMallocs, b.startBytes = memory()
		b.start = time.Now()
		b.running = true
	}
}

func (b *B) StopTimer() {
	if b.running {
		b.duration += time.Since(b.start)
		mallocs, bytes := memory()
		b.mallocs += mallocs - b.startMallocs
		b.allocated += bytes - b.startBytes
		b.running = false
	}
}

func (b *B) ResetTimer() {
	clear(b.extra)
	if b.running {
		b.startMallocs, b.startBytes = memory()
		b.start = time.Now()
	}
	b.duration, b.mallocs, b.allocated = 0, 0, 0
}

func (b *B) Elapsed() time.Duration {
	d := b.duration
	if b.running {
		d += time.Since(b.start)
	}
	return d
}

func (b *B) SetBytes(n int64) { b.bytes = n }
func (b *B) ReportAllocs()    { b.report = true }
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.parallelism = p
	}
}

func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if b.extra == nil {
		b.extra = map[string]float64{}
	}
	b.extra[unit] = n
}

// Loop is true until the benchmark has run long enough. The timer runs only during the loop.
func (b *B) Loop() bool {
	if b.loopN == 0 {
		b.ResetTimer()
		b.StartTimer()
	}
	if b.loopN > 0 && (b.Elapsed() >= benchTime || b.loopN >= mostIterations) || b.failed {
		b.StopTimer()
		b.N = b.loopN
		return false
	}
	b.loopN++
	return true
}

// runN runs the benchmark's function once, for n iterations.
func (b *B) runN(n int) {
	runtime.GC()
	b.N, b.loopN = n, 0
	b.parallelism = 1
	b.ResetTimer()
	b.StartTimer()
	b.guard(func() { b.run(b) })
	b.StopTimer()
}

func (b *B) launch() BenchmarkResult {
	b.runN(1)
	if b.loopN > 0 {
		b.N = b.loopN
		return b.result()
	}
	for n := 1; !b.failed && !b.skipped && !b.sub && b.duration < benchTime && n < mostIterations; {
		last := n
		per := max(int64(b.duration), 1)
		n = int(int64(benchTime) * int64(last) / per)
		n = min(n+n/5, 100*last, mostIterations)
		n = max(n, last+1)
		b.runN(n)
	}
	return b.result()
}

func (b *B) result() BenchmarkResult {
	return BenchmarkResult{b.N, b.duration, b.bytes, b.mallocs, b.allocated, b.extra}
}

// Run runs f as a benchmark of its own.
func (b *B) Run(name string, f func(b *B)) bool {
	b.sub = true
	inner := &B{common: common{name: b.name + "/" + strings.ReplaceAll(name, " ", "_")}, run: f, report: b.report}
	r := inner.launch()
	inner.print(r)
	if inner.failed {
		b.failed = true
	}
	return !inner.failed
}

func (b *B) print(r BenchmarkResult) {
	switch {
	case b.failed:
		fmt.Printf("--- FAIL: %s\n%s", b.name, b.log)
	case b.skipped:
		fmt.Printf("--- SKIP: %s\n%s", b.name, b.log)
	case !b.sub:
		name := b.name
		if p := runtime.GOMAXPROCS(0); p != 1 {
			name += fmt.Sprintf("-%d", p)
		}
		text := r.String()
		if b.report {
			text += "\t" + r.MemString()
		}
		fmt.Printf("%s\t%s\n", name, text)
	}
}

// RunParallel shares the iterations among goroutines.
func (b *B) RunParallel(body func(*PB)) {
	left := b.N
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range b.parallelism * runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			body(&PB{&mu, &left})
		}()
	}
	wg.Wait()
}

// A PB hands out the iterations of a parallel benchmark.
type PB struct {
	mu   *sync.Mutex
	left *int
}

func (pb *PB) Next() bool {
	pb.mu.Lock()
	defer pb.mu.Unlock()
	*pb.left--
	return *pb.left >= 0
}

// A BenchmarkResult is what a benchmark has measured.
type BenchmarkResult struct {
	N         int
	T         time.Duration
	Bytes     int64
	MemAllocs uint64
	MemBytes  uint64
	Extra     map[string]float64
}

// perOp shares a total among the iterations.
func (r BenchmarkResult) perOp(total int64) int64 {
	if r.N <= 0 {
		return 0
	}
	return total / int64(r.N)
}

func (r BenchmarkResult) NsPerOp() int64           { return r.perOp(int64(r.T)) }
func (r BenchmarkResult) AllocsPerOp() int64       { return r.perOp(int64(r.MemAllocs)) }
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return r.perOp(int64(r.MemBytes)) }

// fractionLimits are below what one, two and more decimal places are printed.
var fractionLimits = [...]float64{999.95, 99.995, 9.9995, 0.99995, 0.099995, 0.0099995, 0.00099995}

// pretty prints a number as benchmarks do: about three digits, the points one below the other.
func pretty(x float64, unit string) string {
	places, width := 0, 10
	for y := math.Abs(x); y != 0 && places < len(fractionLimits) && !(y >= fractionLimits[places]); {
		places++
		width = 11 + places
	}
	return fmt.Sprintf("%*.*f %s", width, places, x, unit)
}

func (r BenchmarkResult) String() string {
	text := fmt.Sprintf("%8d", r.N)
	ns, ok := r.Extra["ns/op"]
	if !ok {
		ns = float64(r.T) / float64(r.N)
	}
	if ns != 0 {
		text += "\t" + pretty(ns, "ns/op")
	}
	rate, ok := r.Extra["MB/s"]
	if !ok && r.Bytes > 0 && r.T > 0 && r.N > 0 {
		rate = float64(r.Bytes) * float64(r.N) / 1e6 / r.T.Seconds()
	}
	if rate != 0 {
		text += fmt.Sprintf("\t%7.2f MB/s", rate)
	}
	for _, unit := range sortedKeys(r.Extra) {
		if unit != "ns/op" && unit != "MB/s" && unit != "B/op" && unit != "allocs/op" {
			text += "\t" + pretty(r.Extra[unit], unit)
		}
	}
	return text
}

func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}

// Benchmark runs f for a virtual second, and tells how long an iteration takes.
func Benchmark(f func(b *B)) BenchmarkResult {
	b := &B{run: f}
	return b.launch()
}

// AllocsPerRun is the number of allocations of f on average.
func AllocsPerRun(runs int, f func()) float64 {
	f()
	before, _ := memory()
	for range runs {
		f()
	}
	after, _ := memory()
	return float64((after - before) / uint64(runs))
}
