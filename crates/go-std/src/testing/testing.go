// Package testing runs tests and benchmarks within a program. Time is virtual.
package testing

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// TB is what T and B have in common.
type TB interface {
	Cleanup(func())
	Context() context.Context
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
}

type common struct {
	name            string
	failed, skipped bool
	log             string
	cleanups        []func()
	ctx             context.Context
	cancel          context.CancelFunc
	depth           int
}

func (c *common) Name() string  { return c.name }
func (c *common) Fail()         { c.failed = true }
func (c *common) Failed() bool  { return c.failed }
func (c *common) Skipped() bool { return c.skipped }
func (c *common) Helper()       {}

func (c *common) FailNow() {
	c.failed = true
	runtime.Goexit()
}

func (c *common) SkipNow() {
	c.skipped = true
	runtime.Goexit()
}

// record adds a line with the place of the caller in the test.
func (c *common) record(text string) {
	_, file, line, ok := runtime.Caller(2)
	if !ok {
		file, line = "???", 1
	}
	if i := strings.LastIndexByte(file, '/'); i >= 0 {
		file = file[i+1:]
	}
	indent := strings.Repeat("    ", c.depth+1)
	text = strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+indent+"    ")
	c.log += fmt.Sprintf("%s%s:%d: %s\n", indent, file, line, text)
}

func (c *common) Log(args ...any)                 { c.record(fmt.Sprintln(args...)) }
func (c *common) Logf(format string, args ...any) { c.record(fmt.Sprintf(format, args...)) }

func (c *common) Error(args ...any) {
	c.record(fmt.Sprintln(args...))
	c.failed = true
}

func (c *common) Errorf(format string, args ...any) {
	c.record(fmt.Sprintf(format, args...))
	c.failed = true
}

func (c *common) Fatal(args ...any) {
	c.record(fmt.Sprintln(args...))
	c.FailNow()
}

func (c *common) Fatalf(format string, args ...any) {
	c.record(fmt.Sprintf(format, args...))
	c.FailNow()
}

func (c *common) Skip(args ...any) {
	c.record(fmt.Sprintln(args...))
	c.SkipNow()
}

func (c *common) Skipf(format string, args ...any) {
	c.record(fmt.Sprintf(format, args...))
	c.SkipNow()
}

func (c *common) Cleanup(f func()) { c.cleanups = append(c.cleanups, f) }

func (c *common) Context() context.Context {
	if c.ctx == nil {
		c.ctx, c.cancel = context.WithCancel(context.Background())
	}
	return c.ctx
}

func (c *common) Setenv(key, value string) {
	old, had := os.LookupEnv(key)
	os.Setenv(key, value)
	c.Cleanup(func() {
		if had {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	})
}

func (c *common) Chdir(dir string) {
	old, _ := os.Getwd()
	if err := os.Chdir(dir); err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() { os.Chdir(old) })
}

func (c *common) TempDir() string {
	dir, err := os.MkdirTemp("", strings.ReplaceAll(c.name, "/", "_"))
	if err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// guard runs f in a goroutine of its own, so that FailNow can end it.
func (c *common) guard(f func()) {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() {
			if c.cancel != nil {
				c.cancel()
			}
			for len(c.cleanups) > 0 {
				last := c.cleanups[len(c.cleanups)-1]
				c.cleanups = c.cleanups[:len(c.cleanups)-1]
				last()
			}
		}()
		f()
	}()
	<-done
}

// A T is a test being run.
type T struct {
	common
	start time.Time
}

// Parallel changes nothing: tests run one after the other.
func (t *T) Parallel() {}

func (t *T) Deadline() (deadline time.Time, ok bool) { return }

// Run runs f as a test within t.
func (t *T) Run(name string, f func(t *T)) bool {
	inner := &T{common: common{name: t.name + "/" + strings.ReplaceAll(name, " ", "_"), depth: t.depth + 1}}
	inner.run(f)
	t.log += inner.report()
	t.failed = t.failed || inner.failed
	return !inner.failed
}

func (t *T) run(f func(t *T)) {
	t.start = time.Now()
	t.guard(func() { f(t) })
}

func (t *T) report() string {
	state := "PASS"
	switch {
	case t.failed:
		state = "FAIL"
	case t.skipped:
		state = "SKIP"
	}
	if state == "PASS" && !verbose {
		return ""
	}
	head := fmt.Sprintf("%s--- %s: %s (%.2fs)\n", strings.Repeat("    ", t.depth), state, t.name, time.Since(t.start).Seconds())
	return head + t.log
}

var verbose = false

func Verbose() bool     { return verbose }
func Short() bool       { return false }
func Testing() bool     { return false }
func CoverMode() string { return "" }
func Coverage() float64 { return 0 }
func Init()             {}

// An InternalTest is a test with its name.
type InternalTest struct {
	Name string
	F    func(*T)
}

// An InternalBenchmark is a benchmark with its name.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// RunTests runs tests and prints those that fail.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	ok = true
	for _, test := range tests {
		t := &T{common: common{name: test.Name}}
		t.run(test.F)
		fmt.Print(t.report())
		ok = ok && !t.failed
	}
	return ok
}

// RunBenchmarks runs benchmarks and prints their results.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	for _, bench := range benchmarks {
		b := &B{common: common{name: bench.Name}, run: bench.F}
		r := b.launch()
		b.print(r)
	}
}

func sortedKeys(m map[string]float64) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
