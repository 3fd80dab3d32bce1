package metrics

// metric is a description and where its value stands in what the machine tells.
type metric struct {
	Description
	at int
}

// Places of histograms.
const (
	inLatencies = iota
	inPauses
)

// The machine gives figures in this order (machine/figures.rs).
const (
	assist = iota
	background
	idleMark
	pause
	collection
	idle
	total
	user
	automatic
	forced
	cycles
	percent
	limit
	allocBytes
	allocObjects
	freeBytes
	freeObjects
	goal
	live
	objects
	scanGlobals
	scanHeap
	scanStack
	scanTotal
	stackSize
	heapBytes
	stackBytes
	memory
	procs
	goroutines
	created
	runnable
	running
	waiting
	lastLimited
)

func counter(name string, at int, text string) metric {
	return metric{Description{name, text, KindUint64, true}, at}
}

func gauge(name string, at int, text string) metric {
	return metric{Description{name, text, KindUint64, false}, at}
}

func seconds(name string, at int, text string) metric {
	return metric{Description{name, text, KindFloat64, true}, at}
}

func histogram(name string, at int, text string) metric {
	return metric{Description{name, text, KindFloat64Histogram, true}, at}
}

var known = []metric{
	seconds("/cpu/classes/gc/mark/assist:cpu-seconds", assist, "Processor time that goroutines marked for what they allocated."),
	seconds("/cpu/classes/gc/mark/dedicated:cpu-seconds", background, "Processor time that workers marked with a claim to their processor."),
	seconds("/cpu/classes/gc/mark/idle:cpu-seconds", idleMark, "Processor time that workers marked on processors with nothing else to do."),
	seconds("/cpu/classes/gc/pause:cpu-seconds", pause, "Processor time that the collector stopped everything, on all processors."),
	seconds("/cpu/classes/gc/total:cpu-seconds", collection, "Processor time of the collector in all."),
	seconds("/cpu/classes/idle:cpu-seconds", idle, "Time that processors had nothing to do."),
	seconds("/cpu/classes/total:cpu-seconds", total, "Time of all processors."),
	seconds("/cpu/classes/user:cpu-seconds", user, "Processor time of the program, scheduling included."),
	counter("/gc/cycles/automatic:gc-cycles", automatic, "Collections that the runtime began by itself and ended."),
	counter("/gc/cycles/forced:gc-cycles", forced, "Collections that the program asked for and that ended."),
	counter("/gc/cycles/total:gc-cycles", cycles, "Collections that ended."),
	gauge("/gc/gogc:percent", percent, "GOGC, or the largest number if the collector is off."),
	gauge("/gc/gomemlimit:bytes", limit, "GOMEMLIMIT, or the largest int64 if there is none."),
	counter("/gc/heap/allocs:bytes", allocBytes, "Bytes allocated in the heap so far."),
	counter("/gc/heap/allocs:objects", allocObjects, "Objects allocated in the heap so far."),
	counter("/gc/heap/frees:bytes", freeBytes, "Bytes of those that collections have freed."),
	counter("/gc/heap/frees:objects", freeObjects, "Objects of those that collections have freed."),
	gauge("/gc/heap/goal:bytes", goal, "Heap that the present or next collection should end with."),
	gauge("/gc/heap/live:bytes", live, "Heap that the last collection found alive."),
	gauge("/gc/heap/objects:objects", objects, "Objects in the heap, dead ones not yet freed included."),
	gauge("/gc/limiter/last-enabled:gc-cycle", lastLimited, "The last collection that had more than half of all processor time, so that allocations did not have to help, or 0."),
	histogram("/gc/pauses:seconds", inPauses, "The same as /sched/pauses/total/gc:seconds."),
	gauge("/gc/scan/globals:bytes", scanGlobals, "Global variables that a collection looks through."),
	gauge("/gc/scan/heap:bytes", scanHeap, "Heap that the last collection looked through."),
	gauge("/gc/scan/stack:bytes", scanStack, "Stacks that the last collection looked through."),
	gauge("/gc/scan/total:bytes", scanTotal, "Memory that a collection looks through in all."),
	gauge("/gc/stack/starting-size:bytes", stackSize, "Stack of a new goroutine."),
	gauge("/memory/classes/heap/objects:bytes", heapBytes, "Memory of objects, dead ones not yet freed included."),
	gauge("/memory/classes/heap/stacks:bytes", stackBytes, "Memory of stacks."),
	gauge("/memory/classes/total:bytes", memory, "Memory of the process."),
	gauge("/sched/gomaxprocs:threads", procs, "GOMAXPROCS."),
	counter("/sched/goroutines-created:goroutines", created, "Goroutines that there have been."),
	gauge("/sched/goroutines/runnable:goroutines", runnable, "Goroutines that could run and wait for a processor."),
	gauge("/sched/goroutines/running:goroutines", running, "Goroutines that run."),
	gauge("/sched/goroutines/waiting:goroutines", waiting, "Goroutines that wait for something else than a processor."),
	gauge("/sched/goroutines:goroutines", goroutines, "Goroutines."),
	histogram("/sched/latencies:seconds", inLatencies, "How long goroutines could have run before they did; all of them are counted."),
	histogram("/sched/pauses/total/gc:seconds", inPauses, "How long the collector stopped everything, each time."),
}
