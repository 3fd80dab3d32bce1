// Package runtime has the scheduler, the collector and the errors of running programs.
package runtime

const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "gc"
)

// An Error is what the run-time system panics with.
type Error interface {
	error
	RuntimeError()
}

type errorString string

func (e errorString) RuntimeError() {}
func (e errorString) Error() string { return "runtime error: " + string(e) }

type plainError string

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return string(e) }

// A TypeAssertionError explains a failed type assertion.
type TypeAssertionError struct {
	text string
}

func (*TypeAssertionError) RuntimeError()   {}
func (e *TypeAssertionError) Error() string { return e.text }

// A PanicNilError is what panic(nil) panics with.
type PanicNilError struct {
	_ [0]func()
}

func (*PanicNilError) RuntimeError() {}
func (*PanicNilError) Error() string {
	return "runtime error: panic called with nil argument"
}

// The machine makes values of these types itself: they are part of every program.
var _ = [...]Error{errorString(""), plainError(""), (*TypeAssertionError)(nil), (*PanicNilError)(nil)}

// MemStats are figures of the heap.
type MemStats struct {
	Alloc, TotalAlloc, Sys, Lookups, Mallocs, Frees                    uint64
	HeapAlloc, HeapSys, HeapIdle, HeapInuse, HeapReleased, HeapObjects uint64
	StackInuse, StackSys                                               uint64
	NextGC, LastGC, PauseTotalNs                                       uint64
	NumGC, NumForcedGC                                                 uint32
	GCCPUFraction                                                      float64
	EnableGC, DebugGC                                                  bool
}

// ReadMemStats fills m.
func ReadMemStats(m *MemStats) {
	s := memStats()
	*m = MemStats{
		Alloc: s[0], TotalAlloc: s[1], Mallocs: s[2], Frees: s[3], NumGC: uint32(s[4]), NextGC: s[5], Sys: s[6],
		LastGC: s[7], HeapAlloc: s[0], HeapInuse: s[0], HeapObjects: s[2] - s[3], HeapSys: s[6], EnableGC: true,
	}
}

// GOMAXPROCS is the number of Ps, which the run has fixed: n is not used.
func GOMAXPROCS(n int) int { return gomaxprocs() }

// Caller tells where the calling goroutine is, skip frames up.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	file, line, _, ok = caller(skip + 1)
	return 0, file, line, ok
}

// Stack writes the stack of this goroutine, or of all, to buf.
func Stack(buf []byte, all bool) int { return copy(buf, stack(all)) }

// Version is the Go version whose behaviour programs have here.
func Version() string { return "go1.27" }

// KeepAlive does nothing: what is mentioned is alive.
func KeepAlive(x any) {}

func Gosched()
func GC()
func Goexit()
func NumGoroutine() int
func NumCPU() int

func gomaxprocs() int
func stack(all bool) string
func memStats() []uint64
func caller(skip int) (file string, line int, function string, ok bool)
