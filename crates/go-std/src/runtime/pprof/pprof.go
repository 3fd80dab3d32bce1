// Package pprof writes what goroutines are doing, in the text forms of Go's profiles.
//
// The binary form (debug 0), and the profiles of the processor, the heap, blocking and mutexes are not here.
package pprof

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
)

// A Profile is a collection of stacks.
type Profile struct {
	name  string
	count func() int
	write func(w io.Writer, debug int) error
}

var errBinary = errors.New("pprof: the binary form is not supported here; debug 1 and 2 are text")

var profiles = []*Profile{
	missing("allocs"),
	missing("block"),
	{"goroutine", runtime.NumGoroutine, func(w io.Writer, debug int) error {
		return writeGoroutines(w, debug, "goroutine", false)
	}},
	{"goroutineleak", func() int { return len(goroutines(true)) }, func(w io.Writer, debug int) error {
		// Only a collection finds out who waits for ever.
		runtime.GC()
		findLeaks()
		return writeGoroutines(w, debug, "goroutineleak", true)
	}},
	missing("heap"),
	missing("mutex"),
	missing("threadcreate"),
}

// missing is a profile that Go has and we have not.
func missing(name string) *Profile {
	return &Profile{name, func() int { return 0 }, func(io.Writer, int) error {
		return errors.New("pprof: the profile " + name + " is not supported here")
	}}
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
func (p *Profile) WriteTo(w io.Writer, debug int) error { return p.write(w, debug) }

func writeGoroutines(w io.Writer, debug int, name string, leaked bool) error {
	if debug <= 0 {
		return errBinary
	}
	if debug >= 2 {
		_, err := io.WriteString(w, stack(true))
		return err
	}
	return writeGroups(w, name, goroutines(leaked))
}

// group is a stack that several goroutines have.
type group struct {
	key   string
	calls []call
	count int
}

// call is where a goroutine stands in a function.
type call struct {
	address, function, place string
}

func writeGroups(w io.Writer, name string, stacks []string) error {
	groups := grouped(stacks)
	tw := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	fmt.Fprintf(tw, "%s profile: total %d\n", name, len(stacks))
	for _, g := range groups {
		fmt.Fprintf(tw, "%d %s\n", g.count, g.key)
		shown := false
		for _, c := range g.calls {
			// What the runtime does for a call is left out, what called the program is not.
			if shown = shown || !strings.HasPrefix(c.function, "runtime."); shown {
				fmt.Fprintf(tw, "#\t%s\t%s\t%s\n", c.address, c.function, c.place)
			}
		}
		fmt.Fprintln(tw)
	}
	return tw.Flush()
}

// grouped finds equal stacks; the most frequent comes first.
func grouped(stacks []string) []*group {
	var groups []*group
	byKey := map[string]*group{}
	for _, stack := range stacks {
		key, calls := "@", []call{}
		for line := range strings.Lines(stack) {
			parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			key += " " + parts[0]
			calls = append(calls, call{parts[0], parts[1], parts[2]})
		}
		g := byKey[key]
		if g == nil {
			g = &group{key: key, calls: calls}
			byKey[key] = g
			groups = append(groups, g)
		}
		g.count++
	}
	slices.SortFunc(groups, func(a, b *group) int {
		if a.count != b.count {
			return b.count - a.count
		}
		return strings.Compare(a.key, b.key)
	})
	return groups
}

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

// goroutines gives for each goroutine, or each marked one, a line for every call: address, function, place.
func goroutines(leaked bool) []string

func stack(all bool) string
