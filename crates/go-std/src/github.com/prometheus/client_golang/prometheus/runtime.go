package prometheus

import (
	"internal/process"
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// figure is a metric of the runtime and where its value comes from.
type figure struct {
	desc *Desc
	kind ValueType
	of   func(f *figures) float64
}

// figures are read once for all metrics.
type figures struct {
	mem runtime.MemStats
	now [3]metrics.Sample
}

// Names in figures.now.
const (
	percent = iota
	limit
	procs
)

func named(name, help string, kind ValueType, of func(f *figures) float64) figure {
	return figure{NewDesc(name, help, nil, nil), kind, of}
}

type goCollector struct {
	goroutines, info, pauses *Desc
	figures                  []figure
}

// NewGoCollector returns the collector of what the runtime measures. Figures that the machine has no model of are
// left out: threads, spans, caches, memory given back.
func NewGoCollector() Collector {
	version := Labels{"version": runtime.Version()}
	return &goCollector{
		goroutines: NewDesc("go_goroutines", "Number of goroutines that currently exist.", nil, nil),
		info:       NewDesc("go_info", "Information about the Go environment.", nil, version),
		pauses:     NewDesc("go_gc_duration_seconds", "A summary of the wall-time pause (stop-the-world) duration in garbage collection cycles.", nil, nil),
		figures: []figure{
			named("go_gc_gogc_percent", "Heap size target percentage configured by the user, otherwise 100. This value is set by the GOGC environment variable, and the runtime/debug.SetGCPercent function. Sourced from /gc/gogc:percent.", GaugeValue, func(f *figures) float64 { return float64(f.now[percent].Value.Uint64()) }),
			named("go_gc_gomemlimit_bytes", "Go runtime memory limit configured by the user, otherwise math.MaxInt64. This value is set by the GOMEMLIMIT environment variable, and the runtime/debug.SetMemoryLimit function. Sourced from /gc/gomemlimit:bytes.", GaugeValue, func(f *figures) float64 { return float64(f.now[limit].Value.Uint64()) }),
			named("go_sched_gomaxprocs_threads", "The current runtime.GOMAXPROCS setting, or the number of operating system threads that can execute user-level Go code simultaneously. Sourced from /sched/gomaxprocs:threads.", GaugeValue, func(f *figures) float64 { return float64(f.now[procs].Value.Uint64()) }),
			named("go_memstats_alloc_bytes", "Number of bytes allocated in heap and currently in use. Equals to /memory/classes/heap/objects:bytes.", GaugeValue, func(f *figures) float64 { return float64(f.mem.Alloc) }),
			named("go_memstats_alloc_bytes_total", "Total number of bytes allocated in heap until now, even if released already. Equals to /gc/heap/allocs:bytes.", CounterValue, func(f *figures) float64 { return float64(f.mem.TotalAlloc) }),
			named("go_memstats_sys_bytes", "Number of bytes obtained from system. Equals to /memory/classes/total:byte.", GaugeValue, func(f *figures) float64 { return float64(f.mem.Sys) }),
			named("go_memstats_mallocs_total", "Total number of heap objects allocated, both live and gc-ed. Semantically a counter version for go_memstats_heap_objects gauge. Equals to /gc/heap/allocs:objects + /gc/heap/tiny/allocs:objects.", CounterValue, func(f *figures) float64 { return float64(f.mem.Mallocs) }),
			named("go_memstats_frees_total", "Total number of heap objects frees. Equals to /gc/heap/frees:objects + /gc/heap/tiny/allocs:objects.", CounterValue, func(f *figures) float64 { return float64(f.mem.Frees) }),
			named("go_memstats_heap_alloc_bytes", "Number of heap bytes allocated and currently in use, same as go_memstats_alloc_bytes. Equals to /memory/classes/heap/objects:bytes.", GaugeValue, func(f *figures) float64 { return float64(f.mem.HeapAlloc) }),
			named("go_memstats_heap_objects", "Number of currently allocated objects. Equals to /gc/heap/objects:objects.", GaugeValue, func(f *figures) float64 { return float64(f.mem.HeapObjects) }),
			named("go_memstats_stack_inuse_bytes", "Number of bytes obtained from system for stack allocator in non-CGO environments. Equals to /memory/classes/heap/stacks:bytes.", GaugeValue, func(f *figures) float64 { return float64(f.mem.StackInuse) }),
			named("go_memstats_next_gc_bytes", "Number of heap bytes when next garbage collection will take place. Equals to /gc/heap/goal:bytes.", GaugeValue, func(f *figures) float64 { return float64(f.mem.NextGC) }),
			named("go_memstats_last_gc_time_seconds", "Number of seconds since 1970 of last garbage collection.", GaugeValue, func(f *figures) float64 { return float64(f.mem.LastGC) / 1e9 }),
		},
	}
}

func (c *goCollector) Describe(ch chan<- *Desc) {
	ch <- c.goroutines
	ch <- c.info
	ch <- c.pauses
	for _, f := range c.figures {
		ch <- f.desc
	}
}

func (c *goCollector) Collect(ch chan<- Metric) {
	ch <- MustNewConstMetric(c.goroutines, GaugeValue, float64(runtime.NumGoroutine()))
	stats := debug.GCStats{PauseQuantiles: make([]time.Duration, 5)}
	debug.ReadGCStats(&stats)
	quantiles := map[float64]float64{}
	for i, pause := range stats.PauseQuantiles {
		quantiles[float64(i)/4] = pause.Seconds()
	}
	ch <- MustNewConstSummary(c.pauses, uint64(stats.NumGC), stats.PauseTotal.Seconds(), quantiles)
	ch <- MustNewConstMetric(c.info, GaugeValue, 1)

	f := new(figures)
	f.now[percent].Name = "/gc/gogc:percent"
	f.now[limit].Name = "/gc/gomemlimit:bytes"
	f.now[procs].Name = "/sched/gomaxprocs:threads"
	metrics.Read(f.now[:])
	runtime.ReadMemStats(&f.mem)
	for _, figure := range c.figures {
		ch <- MustNewConstMetric(figure.desc, figure.kind, figure.of(f))
	}
}

// ProcessCollectorOpts are a prefix for all names, and whether errors are sent as metrics; there are none here.
type ProcessCollectorOpts struct {
	Namespace    string
	ReportErrors bool
}

type processCollector struct {
	cpu, most, start *Desc
}

// NewProcessCollector returns the collector of what the system knows of the process. Left out is what the machine has
// no model of: resident and virtual memory, open descriptors (of sockets the machine knows nothing), bytes on the network.
func NewProcessCollector(opts ProcessCollectorOpts) Collector {
	desc := func(name, help string) *Desc {
		return NewDesc(BuildFQName(opts.Namespace, "process", name), help, nil, nil)
	}
	return &processCollector{
		cpu:   desc("cpu_seconds_total", "Total user and system CPU time spent in seconds."),
		most:  desc("max_fds", "Maximum number of open file descriptors."),
		start: desc("start_time_seconds", "Start time of the process since unix epoch in seconds."),
	}
}

func (c *processCollector) Describe(ch chan<- *Desc) {
	ch <- c.cpu
	ch <- c.most
	ch <- c.start
}

func (c *processCollector) Collect(ch chan<- Metric) {
	cpu, most, start := process.Figures()
	// The system counts in hundredths of a second.
	ticks := func(ns int64) float64 { return math.Floor(float64(ns)/1e7) / 100 }
	ch <- MustNewConstMetric(c.cpu, CounterValue, ticks(cpu))
	ch <- MustNewConstMetric(c.most, GaugeValue, float64(most))
	ch <- MustNewConstMetric(c.start, GaugeValue, ticks(start))
}
