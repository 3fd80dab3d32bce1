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

type boundsError string

func (e boundsError) RuntimeError() {}
func (e boundsError) Error() string { return "runtime error: " + string(e) }

type plainError string

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return string(e) }

// A TypeAssertionError says why a value has not the type asserted.
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
var _ = [...]Error{errorString(""), boundsError(""), plainError(""), (*TypeAssertionError)(nil), (*PanicNilError)(nil)}

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
		LastGC: s[7], HeapAlloc: s[0], HeapInuse: s[0], HeapObjects: s[2] - s[3], HeapSys: s[6] - s[10],
		NumForcedGC: uint32(s[8]), PauseTotalNs: s[9], StackInuse: s[10], StackSys: s[10], EnableGC: true,
	}
	if s[12] > 0 {
		m.GCCPUFraction = float64(s[11]) / float64(s[12])
	}
}

// Caller tells where the calling goroutine is, skip frames up.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	file, line, _, ok = caller(skip + 1)
	pc, _ = record(skip + 1)
	return pc, file, line, ok
}

// Stack writes the stack of this goroutine, or of all, to buf.
func Stack(buf []byte, all bool) int {
	text := stack(all)
	// The call of Stack, which is the first, is not shown: it takes the two lines after the first.
	head := lineEnd(text, 0)
	return copy(buf, text[:head]+text[lineEnd(text, lineEnd(text, head)):])
}

// lineEnd is where the line ends that begins at at.
func lineEnd(text string, at int) int {
	for at < len(text) {
		at++
		if text[at-1] == '\n' {
			break
		}
	}
	return at
}

// Version is the Go version whose behaviour programs have here.
func Version() string { return "go1.27" }

// MemProfileRate is how many bytes are allocated between two samples of the heap profile, on average: 1 samples
// everything, 0 nothing. The machine sets it to 512 KiB before the program begins, and follows it.
var MemProfileRate int

// KeepAlive does nothing: what is mentioned is alive.
func KeepAlive(x any) {}

func Gosched()
func GC()
func Goexit()
func NumGoroutine() int
func NumCPU() int

// GOMAXPROCS sets how many goroutines run at once, never more than there are processors; 0 only asks.
func GOMAXPROCS(n int) int

func stack(all bool) string
func memStats() []uint64
func caller(skip int) (file string, line int, function string, ok bool)

func setFinalizer(obj any, finalizer any) bool
func addCleanup(ptr any, f func(*byte))

// SetFinalizer calls finalizer with obj, in a goroutine of its own, once nothing refers to obj any more.
func SetFinalizer(obj any, finalizer any) {
	if obj == nil {
		throw("runtime.SetFinalizer: first argument is nil")
	}
	if !setFinalizer(obj, finalizer) {
		throw("runtime.SetFinalizer: second argument is not a function")
	}
}

func throw(text string) { panic(plainError(text)) }

// A Cleanup can be stopped before it has run.
type Cleanup struct {
	stopped *bool
}

// Stop cancels the cleanup.
func (c Cleanup) Stop() {
	if c.stopped != nil {
		*c.stopped = true
	}
}

// AddCleanup calls cleanup with arg once nothing refers to ptr any more.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	stopped := new(bool)
	addCleanup(ptr, func(*byte) {
		if !*stopped {
			cleanup(arg)
		}
	})
	return Cleanup{stopped}
}

// LockOSThread has nothing to lock here: there are no threads to tell apart.
func LockOSThread() {}

func UnlockOSThread() {}

func GOROOT() string { return "/usr/local/go" }

// NumCgoCall is 0: there is no C.
func NumCgoCall() int64 { return 0 }

// frames of callers get numbers; a Frame is found again by them.
var frames []Frame

// A Func is a function of the program.
type Func struct {
	name, file string
	line       int
	entry      uintptr
}

func (f *Func) Name() string {
	if f != nil {
		return f.name
	}
	return ""
}

func (f *Func) Entry() uintptr                              { return f.entry }
func (f *Func) FileLine(pc uintptr) (file string, line int) { return f.file, f.line }

// A Frame is a call.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames are calls to be looked at one by one.
type Frames struct {
	pcs []uintptr
}

func record(skip int) (pc uintptr, ok bool) {
	file, line, function, ok := caller(skip + 1)
	if !ok {
		return 0, false
	}
	for i, f := range frames {
		if f.File == file && f.Line == line && f.Function == function {
			return uintptr(i + 1), true
		}
	}
	frames = append(frames, Frame{uintptr(len(frames) + 1), &Func{name: function, file: file, line: line}, function, file, line, 0})
	return uintptr(len(frames)), true
}

// Callers fills pc with the calls of this goroutine; 0 is Callers itself, 1 its caller.
func Callers(skip int, pc []uintptr) int {
	for n := range pc {
		p, ok := record(skip + n)
		if !ok {
			return n
		}
		pc[n] = p
	}
	return len(pc)
}

// CallersFrames looks at what Callers returned.
func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next is the next call, and whether there are more behind it.
func (f *Frames) Next() (frame Frame, more bool) {
	if len(f.pcs) == 0 {
		return
	}
	if pc := f.pcs[0]; pc > 0 && int(pc) <= len(frames) {
		frame = frames[pc-1]
	}
	f.pcs = f.pcs[1:]
	return frame, len(f.pcs) > 0
}

// declared tells about the function whose code begins at pc.
func declared(pc uintptr) (file string, line int, function string, ok bool)

// FuncForPC is the function of a call, or the one whose code begins at pc.
func FuncForPC(pc uintptr) *Func {
	if file, line, function, ok := declared(pc); ok {
		return &Func{function, file, line, pc}
	}
	if pc == 0 || int(pc) > len(frames) {
		return nil
	}
	return frames[pc-1].Func
}
