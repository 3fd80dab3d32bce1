// Package debug has controls of the collector and the stack of the calling goroutine.
package debug

import (
	"os"
	"runtime"
	"slices"
	"time"
)

// Stack is the stack of the calling goroutine, as a panic prints it.
func Stack() []byte { return []byte(stack(false)) }

// PrintStack prints it to standard error.
func PrintStack() { os.Stderr.Write(Stack()) }

// SetGCPercent sets GOGC; a negative value turns the collector off. It returns the old one.
func SetGCPercent(percent int) int { return setGCPercent(percent) }

// FreeOSMemory runs the collector.
func FreeOSMemory() { runtime.GC() }

// SetMemoryLimit sets the memory that the collector tries to stay below; a negative limit only asks.
func SetMemoryLimit(limit int64) int64 { return setMemoryLimit(limit) }

// SetMaxStack and SetMaxThreads keep what they are given: these limits of a run are set from outside.
func SetMaxStack(bytes int) int {
	old := maxStack
	maxStack = bytes
	return old
}

func SetMaxThreads(threads int) int {
	old := maxThreads
	maxThreads = threads
	return old
}

var (
	maxStack   = 1000000000
	maxThreads = 10000
	onFault    bool
)

func SetPanicOnFault(enabled bool) bool {
	old := onFault
	onFault = enabled
	return old
}

// SetTraceback changes nothing here.
func SetTraceback(level string) {}

// GCStats are figures of collections.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration
}

// ReadGCStats fills stats.
func ReadGCStats(stats *GCStats) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats.NumGC = int64(m.NumGC)
	stats.LastGC = time.Unix(0, int64(m.LastGC))
	stats.PauseTotal = time.Duration(m.PauseTotalNs)
	pauses, ends := gcPauses()
	stats.Pause = stats.Pause[:0]
	stats.PauseEnd = stats.PauseEnd[:0]
	for i, pause := range pauses {
		stats.Pause = append(stats.Pause, time.Duration(pause))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, ends[i]))
	}
	stats.quantiles()
}

// quantiles fills in as many quantiles of the pauses as are asked for, the least and the greatest among them.
func (stats *GCStats) quantiles() {
	last := len(stats.PauseQuantiles) - 1
	if last < 0 {
		return
	}
	if len(stats.Pause) == 0 {
		clear(stats.PauseQuantiles)
		return
	}
	sorted := slices.Clone(stats.Pause)
	slices.Sort(sorted)
	for i := range last {
		stats.PauseQuantiles[i] = sorted[len(sorted)*i/last]
	}
	stats.PauseQuantiles[last] = sorted[len(sorted)-1]
}

// BuildInfo is how the program was built.
type BuildInfo struct {
	GoVersion string
	Path      string
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module
}

type BuildSetting struct {
	Key, Value string
}

func ReadBuildInfo() (info *BuildInfo, ok bool) {
	return &BuildInfo{GoVersion: runtime.Version(), Path: "command-line-arguments"}, true
}

func (bi *BuildInfo) String() string { return "go\t" + bi.GoVersion + "\npath\t" + bi.Path + "\n" }

func stack(all bool) string
// gcPauses has how long each of the last 256 collections stopped the world, in ns, and when it ended, in ns since 1970,
// the newest first.
func gcPauses() (pauses, ends []int64)
func setGCPercent(percent int) int
func setMemoryLimit(limit int64) int64
