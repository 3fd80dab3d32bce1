// Package prometheus counts and measures what a program does, and gathers the figures when somebody asks for them.
//
// Here are counters, gauges, histograms with fixed buckets and summaries without quantiles, alone and in vectors, the
// registry, and collectors of the runtime and of the process for what the machine has a model of. Left out are native
// histograms, exemplars, constrained labels, wrapping registerers and pushing.
package prometheus

import (
	"errors"
	"strconv"
	"time"

	dto "github.com/prometheus/client_model/go"
)

// A Metric is a figure with labels, or several that belong together.
type Metric interface {
	Desc() *Desc
	Write(*dto.Metric) error
}

// A Collector has metrics, and describes them beforehand.
type Collector interface {
	Describe(chan<- *Desc)
	Collect(chan<- Metric)
}

// Opts are what all kinds of metrics have in common.
type Opts struct {
	Namespace   string
	Subsystem   string
	Name        string
	Help        string
	ConstLabels Labels
}

func (o Opts) desc(labelNames []string) *Desc {
	return NewDesc(BuildFQName(o.Namespace, o.Subsystem, o.Name), o.Help, labelNames, o.ConstLabels)
}

// selfCollector makes a metric its own collector.
type selfCollector struct {
	self Metric
}

func (c *selfCollector) init(self Metric)         { c.self = self }
func (c *selfCollector) Describe(ch chan<- *Desc) { ch <- c.self.Desc() }
func (c *selfCollector) Collect(ch chan<- Metric) { ch <- c.self }

// ValueType says what a value is.
type ValueType int

const (
	_ ValueType = iota
	CounterValue
	GaugeValue
	UntypedValue
)

// write puts a value of this type into out.
func (t ValueType) write(value float64, labels []*dto.LabelPair, out *dto.Metric) {
	out.Label = labels
	switch t {
	case CounterValue:
		out.Counter = &dto.Counter{Value: &value}
	case GaugeValue:
		out.Gauge = &dto.Gauge{Value: &value}
	default:
		out.Untyped = &dto.Untyped{Value: &value}
	}
}

// constMetric is a value that was read elsewhere.
type constMetric struct {
	desc   *Desc
	kind   ValueType
	value  float64
	labels []*dto.LabelPair
}

// NewConstMetric returns a metric with a fixed value, to be sent by Collect.
func NewConstMetric(desc *Desc, valueType ValueType, value float64, labelValues ...string) (Metric, error) {
	if err := checkConst(desc, labelValues); err != nil {
		return nil, err
	}
	return &constMetric{desc, valueType, value, MakeLabelPairs(desc, labelValues)}, nil
}

func checkConst(desc *Desc, labelValues []string) error {
	if desc.err != nil {
		return desc.err
	}
	return validateLabelValues(labelValues, len(desc.variableLabels))
}

// MustNewConstMetric panics where NewConstMetric fails.
func MustNewConstMetric(desc *Desc, valueType ValueType, value float64, labelValues ...string) Metric {
	return must(NewConstMetric(desc, valueType, value, labelValues...))
}

func (m *constMetric) Desc() *Desc { return m.desc }

func (m *constMetric) Write(out *dto.Metric) error {
	m.kind.write(m.value, m.labels, out)
	return nil
}

func must[M any](m M, err error) M {
	if err != nil {
		panic(err)
	}
	return m
}

// valueFunc is a value that a function gives when it is asked for.
type valueFunc struct {
	selfCollector
	desc *Desc
	kind ValueType
	ask  func() float64
}

func newValueFunc(opts Opts, kind ValueType, ask func() float64) *valueFunc {
	f := &valueFunc{desc: opts.desc(nil), kind: kind, ask: ask}
	f.init(f)
	return f
}

func (f *valueFunc) Desc() *Desc { return f.desc }

func (f *valueFunc) Write(out *dto.Metric) error {
	f.kind.write(f.ask(), f.desc.constPairs, out)
	return nil
}

type invalidMetric struct {
	desc *Desc
	err  error
}

// NewInvalidMetric returns a metric that cannot be gathered.
func NewInvalidMetric(desc *Desc, err error) Metric { return &invalidMetric{desc, err} }

func (m *invalidMetric) Desc() *Desc             { return m.desc }
func (m *invalidMetric) Write(*dto.Metric) error { return m.err }

type timestampedMetric struct {
	Metric
	t time.Time
}

// NewMetricWithTimestamp says of which time a metric is.
func NewMetricWithTimestamp(t time.Time, m Metric) Metric { return timestampedMetric{m, t} }

func (m timestampedMetric) Write(out *dto.Metric) error {
	err := m.Metric.Write(out)
	ms := m.t.UnixMilli()
	out.TimestampMs = &ms
	return err
}

// An Observer takes values.
type Observer interface {
	Observe(float64)
}

// An ObserverFunc is a function as an Observer.
type ObserverFunc func(float64)

func (f ObserverFunc) Observe(value float64) { f(value) }

// A Timer measures a duration.
type Timer struct {
	begin    time.Time
	observer Observer
}

// NewTimer begins to measure for o, which may be nil.
func NewTimer(o Observer) *Timer { return &Timer{time.Now(), o} }

// ObserveDuration tells the observer the seconds since the beginning.
func (t *Timer) ObserveDuration() time.Duration {
	d := time.Since(t.begin)
	if t.observer != nil {
		t.observer.Observe(d.Seconds())
	}
	return d
}

// A MultiError is several errors.
type MultiError []error

func (errs MultiError) Error() string {
	if len(errs) == 0 {
		return ""
	}
	text := strconv.Itoa(len(errs)) + " error(s) occurred:"
	for _, err := range errs {
		text += "\n* " + err.Error()
	}
	return text
}

// Append adds an error unless it is nil.
func (errs *MultiError) Append(err error) {
	if err != nil {
		*errs = append(*errs, err)
	}
}

// MaybeUnwrap returns nil, the only error, or all of them.
func (errs MultiError) MaybeUnwrap() error {
	switch len(errs) {
	case 0:
		return nil
	case 1:
		return errs[0]
	default:
		return errs
	}
}

var errDecrease = errors.New("counter cannot decrease in value")
