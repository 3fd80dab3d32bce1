package prometheus

import (
	"math"
	"sync/atomic"
	"time"

	dto "github.com/prometheus/client_model/go"
)

// CounterOpts are those of all metrics.
type CounterOpts Opts

// A Counter only grows.
type Counter interface {
	Metric
	Collector
	Inc()
	Add(float64)
}

// A counter keeps whole numbers apart, to which it can add at once.
type counter struct {
	selfCollector
	whole  atomic.Uint64
	bits   atomic.Uint64
	desc   *Desc
	labels []*dto.LabelPair
}

// NewCounter returns a counter.
func NewCounter(opts CounterOpts) Counter {
	return newCounter(Opts(opts).desc(nil), nil)
}

func newCounter(desc *Desc, labelValues []string) Counter {
	c := &counter{desc: desc, labels: MakeLabelPairs(desc, labelValues)}
	c.init(c)
	return c
}

func (c *counter) Desc() *Desc { return c.desc }

func (c *counter) Inc() { c.whole.Add(1) }

func (c *counter) Add(v float64) {
	if v < 0 {
		panic(errDecrease)
	}
	if n := uint64(v); float64(n) == v {
		c.whole.Add(n)
		return
	}
	addFloat(&c.bits, v)
}

func (c *counter) Write(out *dto.Metric) error {
	value := math.Float64frombits(c.bits.Load()) + float64(c.whole.Load())
	CounterValue.write(value, c.labels, out)
	return nil
}

// addFloat adds to a number that others add to, too.
func addFloat(bits *atomic.Uint64, v float64) {
	for {
		old := bits.Load()
		if bits.CompareAndSwap(old, math.Float64bits(math.Float64frombits(old)+v)) {
			return
		}
	}
}

// A CounterFunc is a counter whose value a function knows.
type CounterFunc interface {
	Metric
	Collector
}

// NewCounterFunc returns a counter whose value is that of function.
func NewCounterFunc(opts CounterOpts, function func() float64) CounterFunc {
	return newValueFunc(Opts(opts), CounterValue, function)
}

// GaugeOpts are those of all metrics.
type GaugeOpts Opts

// A Gauge goes up and down.
type Gauge interface {
	Metric
	Collector
	Set(float64)
	Inc()
	Dec()
	Add(float64)
	Sub(float64)
	SetToCurrentTime()
}

type gauge struct {
	selfCollector
	bits   atomic.Uint64
	desc   *Desc
	labels []*dto.LabelPair
}

// NewGauge returns a gauge.
func NewGauge(opts GaugeOpts) Gauge {
	return newGauge(Opts(opts).desc(nil), nil)
}

func newGauge(desc *Desc, labelValues []string) Gauge {
	g := &gauge{desc: desc, labels: MakeLabelPairs(desc, labelValues)}
	g.init(g)
	return g
}

func (g *gauge) Desc() *Desc       { return g.desc }
func (g *gauge) Set(v float64)     { g.bits.Store(math.Float64bits(v)) }
func (g *gauge) Inc()              { g.Add(1) }
func (g *gauge) Dec()              { g.Add(-1) }
func (g *gauge) Add(v float64)     { addFloat(&g.bits, v) }
func (g *gauge) Sub(v float64)     { g.Add(-v) }
func (g *gauge) SetToCurrentTime() { g.Set(float64(time.Now().UnixNano()) / 1e9) }

func (g *gauge) Write(out *dto.Metric) error {
	GaugeValue.write(math.Float64frombits(g.bits.Load()), g.labels, out)
	return nil
}

// A GaugeFunc is a gauge whose value a function knows.
type GaugeFunc interface {
	Metric
	Collector
}

// NewGaugeFunc returns a gauge whose value is that of function.
func NewGaugeFunc(opts GaugeOpts, function func() float64) GaugeFunc {
	return newValueFunc(Opts(opts), GaugeValue, function)
}

// UntypedOpts are those of all metrics.
type UntypedOpts Opts

// An UntypedFunc is a value of which nobody says what it is.
type UntypedFunc interface {
	Metric
	Collector
}

// NewUntypedFunc returns a metric whose value is that of function.
func NewUntypedFunc(opts UntypedOpts, function func() float64) UntypedFunc {
	return newValueFunc(Opts(opts), UntypedValue, function)
}
