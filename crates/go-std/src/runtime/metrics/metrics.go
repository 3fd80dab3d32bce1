// Package metrics reads what the runtime measures about itself, by the names that Go has for it.
//
// Only what the machine has a model of is here; other names of Go's have no value (KindBad), as unknown ones.
package metrics

import "math"

// A ValueKind says of what type a value is.
type ValueKind int

const (
	KindBad ValueKind = iota
	KindUint64
	KindFloat64
	KindFloat64Histogram
)

// A Description tells about a metric.
type Description struct {
	Name        string
	Description string
	Kind        ValueKind
	Cumulative  bool
}

// A Float64Histogram has numbers of values between boundaries: Counts[i] for those from Buckets[i] up to Buckets[i+1].
type Float64Histogram struct {
	Counts  []uint64
	Buckets []float64
}

// A Value is what a metric was when it was read.
type Value struct {
	kind      ValueKind
	number    uint64
	histogram *Float64Histogram
}

func (v Value) Kind() ValueKind { return v.kind }

func (v Value) Uint64() uint64 {
	if v.kind != KindUint64 {
		panic("called Uint64 on non-uint64 metric value")
	}
	return v.number
}

func (v Value) Float64() float64 {
	if v.kind != KindFloat64 {
		panic("called Float64 on non-float64 metric value")
	}
	return math.Float64frombits(v.number)
}

func (v Value) Float64Histogram() *Float64Histogram {
	if v.kind != KindFloat64Histogram {
		panic("called Float64Histogram on non-Float64Histogram metric value")
	}
	return v.histogram
}

// A Sample is a name and, once read, its value.
type Sample struct {
	Name  string
	Value Value
}

// All describes all metrics, by name.
func All() []Description {
	all := make([]Description, len(known))
	for i, m := range known {
		all[i] = m.Description
	}
	return all
}

// Read fills in the values of these names, all of the same moment.
func Read(m []Sample) {
	if len(m) == 0 {
		return
	}
	figures, latencies, pauses := read()
	for i := range m {
		value := &m[i].Value
		found := find(m[i].Name)
		if found == nil {
			*value = Value{}
			continue
		}
		switch found.Kind {
		case KindUint64:
			*value = Value{kind: KindUint64, number: figures[found.at]}
		case KindFloat64:
			inSeconds := float64(figures[found.at]) / 1e9
			*value = Value{kind: KindFloat64, number: math.Float64bits(inSeconds)}
		case KindFloat64Histogram:
			counts := latencies
			if found.at == inPauses {
				counts = pauses
			}
			value.set(counts)
		}
	}
}

// set makes the value a histogram of durations; one that it has been is used again.
func (v *Value) set(counts []uint64) {
	h := v.histogram
	if v.kind != KindFloat64Histogram || len(h.Counts) != len(counts) {
		h = &Float64Histogram{Counts: make([]uint64, len(counts)), Buckets: boundaries()}
	}
	copy(h.Counts, counts)
	*v = Value{kind: KindFloat64Histogram, histogram: h}
}

var shared []float64

// boundaries are those of durations in seconds: twice four of 64 ns, then four for each further power of two.
func boundaries() []float64 {
	if shared != nil {
		return shared
	}
	const last = 1 << 47
	shared = append(shared, math.Inf(-1))
	step := 64
	for at, n := 0, 1; at <= last; n++ {
		shared = append(shared, float64(at)/1e9)
		at += step
		if n >= 8 && n%4 == 0 {
			step *= 2
		}
	}
	shared = append(shared, math.Inf(1))
	return shared
}

func find(name string) *metric {
	for i := range known {
		if known[i].Name == name {
			return &known[i]
		}
	}
	return nil
}

// read gives the figures in the order of names.go, times in ns, and counts of latencies and pauses.
func read() (figures, latencies, pauses []uint64)
