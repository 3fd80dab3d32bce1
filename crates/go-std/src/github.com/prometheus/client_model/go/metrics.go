// Package io_prometheus_client has the figures of a registry as values: families of metrics, as a scrape carries them.
//
// The real package is made from a protobuf description; here are its structs and their getters, without the methods of
// protobuf and without exemplars, native histograms and units.
package io_prometheus_client

// A MetricType says what the figures of a family are.
type MetricType int32

const (
	MetricType_COUNTER   MetricType = 0
	MetricType_GAUGE     MetricType = 1
	MetricType_SUMMARY   MetricType = 2
	MetricType_UNTYPED   MetricType = 3
	MetricType_HISTOGRAM MetricType = 4
)

var typeNames = []string{"COUNTER", "GAUGE", "SUMMARY", "UNTYPED", "HISTOGRAM"}

func (x MetricType) String() string { return typeNames[x] }

// Enum returns a pointer to x.
func (x MetricType) Enum() *MetricType { return &x }

// A LabelPair is a label with its value.
type LabelPair struct {
	Name  *string
	Value *string
}

func (x *LabelPair) GetName() string  { return *or(or(x).Name) }
func (x *LabelPair) GetValue() string { return *or(or(x).Value) }

type Gauge struct {
	Value *float64
}

func (x *Gauge) GetValue() float64 { return *or(or(x).Value) }

type Counter struct {
	Value *float64
}

func (x *Counter) GetValue() float64 { return *or(or(x).Value) }

type Untyped struct {
	Value *float64
}

func (x *Untyped) GetValue() float64 { return *or(or(x).Value) }

type Quantile struct {
	Quantile *float64
	Value    *float64
}

func (x *Quantile) GetQuantile() float64 { return *or(or(x).Quantile) }
func (x *Quantile) GetValue() float64    { return *or(or(x).Value) }

type Summary struct {
	SampleCount *uint64
	SampleSum   *float64
	Quantile    []*Quantile
}

func (x *Summary) GetSampleCount() uint64   { return *or(or(x).SampleCount) }
func (x *Summary) GetSampleSum() float64    { return *or(or(x).SampleSum) }
func (x *Summary) GetQuantile() []*Quantile { return or(x).Quantile }

// A Bucket counts the values up to its bound, those of lower buckets included.
type Bucket struct {
	CumulativeCount *uint64
	UpperBound      *float64
}

func (x *Bucket) GetCumulativeCount() uint64 { return *or(or(x).CumulativeCount) }
func (x *Bucket) GetUpperBound() float64     { return *or(or(x).UpperBound) }

type Histogram struct {
	SampleCount *uint64
	SampleSum   *float64
	Bucket      []*Bucket
}

func (x *Histogram) GetSampleCount() uint64 { return *or(or(x).SampleCount) }
func (x *Histogram) GetSampleSum() float64  { return *or(or(x).SampleSum) }
func (x *Histogram) GetBucket() []*Bucket   { return or(x).Bucket }

// A Metric has its labels and the one figure that its family is about.
type Metric struct {
	Label       []*LabelPair
	Gauge       *Gauge
	Counter     *Counter
	Summary     *Summary
	Untyped     *Untyped
	Histogram   *Histogram
	TimestampMs *int64
}

func (x *Metric) GetLabel() []*LabelPair   { return or(x).Label }
func (x *Metric) GetGauge() *Gauge         { return or(x).Gauge }
func (x *Metric) GetCounter() *Counter     { return or(x).Counter }
func (x *Metric) GetSummary() *Summary     { return or(x).Summary }
func (x *Metric) GetUntyped() *Untyped     { return or(x).Untyped }
func (x *Metric) GetHistogram() *Histogram { return or(x).Histogram }
func (x *Metric) GetTimestampMs() int64    { return *or(or(x).TimestampMs) }

// A MetricFamily has the metrics of one name.
type MetricFamily struct {
	Name   *string
	Help   *string
	Type   *MetricType
	Metric []*Metric
}

func (x *MetricFamily) GetName() string      { return *or(or(x).Name) }
func (x *MetricFamily) GetHelp() string      { return *or(or(x).Help) }
func (x *MetricFamily) GetMetric() []*Metric { return or(x).Metric }
func (x *MetricFamily) GetType() MetricType  { return *or(or(x).Type) }

// or is what x points to, or a zero value: getters can be asked along a path that ends somewhere.
func or[T any](x *T) *T {
	if x == nil {
		return new(T)
	}
	return x
}
