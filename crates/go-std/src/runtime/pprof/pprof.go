// Package pprof writes what goroutines are doing and who has allocated the heap, in the text forms of Go's profiles.
//
// The binary form (debug 0), and the profiles of the processor, of blocking and of mutexes are not here.
package pprof

import (
	"context"
	"errors"
	"io"
	"runtime"
	"slices"
)

// A Profile is a collection of stacks.
type Profile struct {
	name  string
	count func() int
	text  func(debug int) string
}

var errBinary = errors.New("pprof: the binary form (debug 0) is not supported here; debug 1 is text")

var profiles = []*Profile{
	{"allocs", heapRows, heap},
	missing("block"),
	{"goroutine", runtime.NumGoroutine, func(debug int) string {
		if debug >= 2 {
			return stack(true)
		}
		return goroutineText(false)
	}},
	{"goroutineleak", leaks, func(debug int) string {
		// Only a collection finds out who waits for ever.
		runtime.GC()
		findLeaks()
		if debug >= 2 {
			return stack(true)
		}
		return goroutineText(true)
	}},
	{"heap", heapRows, heap},
	missing("mutex"),
	missing("threadcreate"),
}

func heap(debug int) string { return heapText() }

// missing is a profile that Go has and we have not.
func missing(name string) *Profile {
	return &Profile{name, func() int { return 0 }, nil}
}

// Lookup returns the profile with this name, nil if there is none.
func Lookup(name string) *Profile {
	for _, p := range profiles {
		if p.name == name {
			return p
		}
	}
	return nil
}

// Profiles returns all profiles by name.
func Profiles() []*Profile { return slices.Clone(profiles) }

func (p *Profile) Name() string { return p.name }

func (p *Profile) Count() int { return p.count() }

// WriteTo writes the profile: grouped by stack with debug 1, every goroutine as in a crash with debug 2.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	if p.text == nil {
		return errors.New("pprof: the profile " + p.name + " is not supported here")
	}
	if debug <= 0 {
		return errBinary
	}
	_, err := io.WriteString(w, p.text(debug))
	return err
}

// WriteHeapProfile would write the binary form of the heap profile.
func WriteHeapProfile(w io.Writer) error { return Lookup("heap").WriteTo(w, 0) }

// StartCPUProfile says that there is no profile of the processor.
func StartCPUProfile(w io.Writer) error {
	return errors.New("pprof: the profile of the processor is not supported here")
}

func StopCPUProfile() {}

// LabelSet is a set of labels, which change nothing here.
type LabelSet struct{}

func Labels(args ...string) LabelSet {
	if len(args)%2 != 0 {
		panic("uneven number of arguments to pprof.Labels")
	}
	return LabelSet{}
}

// Do calls f.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) { f(ctx) }

// findLeaks marks the goroutines that nobody can wake any more.
func findLeaks()

// goroutineText is the profile of goroutines, or of the marked ones.
func goroutineText(leaked bool) string

// leaks is how many goroutines are marked.
func leaks() int

// heapText is the heap profile, heapRows how many rows it has.
func heapText() string
func heapRows() int

func stack(all bool) string
