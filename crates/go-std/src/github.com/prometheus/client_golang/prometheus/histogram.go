package prometheus

import (
	"fmt"
	"math"
	"sort"
	"sync"

	dto "github.com/prometheus/client_model/go"
)

// DefBuckets are bounds for times of answers, in seconds.
var DefBuckets = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

// LinearBuckets returns count bounds, each width above the last.
func LinearBuckets(start, width float64, count int) []float64 {
	if count < 1 {
		panic("LinearBuckets needs a positive count")
	}
	buckets := make([]float64, count)
	for i := range buckets {
		buckets[i] = start
		start += width
	}
	return buckets
}

// ExponentialBuckets returns count bounds, each factor times the last.
func ExponentialBuckets(start, factor float64, count int) []float64 {
	if count < 1 {
		panic("ExponentialBuckets needs a positive count")
	}
	if start <= 0 {
		panic("ExponentialBuckets needs a positive start value")
	}
	if factor <= 1 {
		panic("ExponentialBuckets needs a factor greater than 1")
	}
	buckets := make([]float64, count)
	for i := range buckets {
		buckets[i] = start
		start *= factor
	}
	return buckets
}

// ExponentialBucketsRange returns count bounds from minBucket to maxBucket, each as many times the last.
func ExponentialBucketsRange(minBucket, maxBucket float64, count int) []float64 {
	if count < 1 {
		panic("ExponentialBucketsRange count needs a positive count")
	}
	if minBucket <= 0 {
		panic("ExponentialBucketsRange min needs to be greater than 0")
	}
	growth := math.Pow(maxBucket/minBucket, 1.0/float64(count-1))
	buckets := make([]float64, count)
	for i := range buckets {
		buckets[i] = minBucket * math.Pow(growth, float64(i))
	}
	return buckets
}

// HistogramOpts are those of all metrics, and the bounds of the buckets; without any, DefBuckets.
type HistogramOpts struct {
	Namespace   string
	Subsystem   string
	Name        string
	Help        string
	ConstLabels Labels
	Buckets     []float64
}

func (o HistogramOpts) desc(labelNames []string) *Desc {
	return Opts{o.Namespace, o.Subsystem, o.Name, o.Help, o.ConstLabels}.desc(labelNames)
}

// A Histogram counts values by size.
type Histogram interface {
	Metric
	Collector
	Observe(float64)
}

type histogram struct {
	selfCollector
	desc   *Desc
	labels []*dto.LabelPair
	bounds []float64

	mu     sync.Mutex
	counts []uint64 // by bucket, the last for what is above all bounds
	sum    float64
}

const bucketLabel = "le"

var errBucketLabelNotAllowed = fmt.Errorf("%q is not allowed as label name in histograms", bucketLabel)

// NewHistogram returns a histogram.
func NewHistogram(opts HistogramOpts) Histogram {
	return newHistogram(opts.desc(nil), opts, nil)
}

func newHistogram(desc *Desc, opts HistogramOpts, labelValues []string) Histogram {
	if len(desc.variableLabels) != len(labelValues) {
		panic(cardinalityError(desc, labelValues))
	}
	for _, name := range desc.variableLabels {
		if name == bucketLabel {
			panic(errBucketLabelNotAllowed)
		}
	}
	if _, ok := opts.ConstLabels[bucketLabel]; ok {
		panic(errBucketLabelNotAllowed)
	}
	h := &histogram{desc: desc, labels: MakeLabelPairs(desc, labelValues), bounds: bounds(opts.Buckets)}
	h.counts = make([]uint64, len(h.bounds)+1)
	h.init(h)
	return h
}

// bounds checks the bounds of buckets; one at infinity goes without saying.
func bounds(bounds []float64) []float64 {
	if len(bounds) == 0 {
		bounds = DefBuckets
	}
	for i, bound := range bounds {
		if i < len(bounds)-1 {
			if bound >= bounds[i+1] {
				panic(fmt.Errorf("histogram buckets must be in increasing order: %f >= %f", bound, bounds[i+1]))
			}
		} else if math.IsInf(bound, +1) {
			bounds = bounds[:i]
		}
	}
	return bounds
}

func (h *histogram) Desc() *Desc { return h.desc }

func (h *histogram) Observe(v float64) {
	at := h.bucket(v)
	h.mu.Lock()
	h.counts[at]++
	h.sum += v
	h.mu.Unlock()
}

// bucket is the first one whose bound is not below v.
func (h *histogram) bucket(v float64) int {
	if math.IsNaN(v) {
		return len(h.bounds)
	}
	if len(h.bounds) >= 35 {
		return sort.SearchFloat64s(h.bounds, v)
	}
	for i, bound := range h.bounds {
		if v <= bound {
			return i
		}
	}
	return len(h.bounds)
}

func (h *histogram) Write(out *dto.Metric) error {
	h.mu.Lock()
	counts, sum := append([]uint64(nil), h.counts...), h.sum
	h.mu.Unlock()
	out.Label = h.labels
	out.Histogram = &dto.Histogram{SampleSum: &sum}
	var total uint64
	for i, bound := range h.bounds {
		total += counts[i]
		below := total
		out.Histogram.Bucket = append(out.Histogram.Bucket, &dto.Bucket{CumulativeCount: &below, UpperBound: &bound})
	}
	total += counts[len(h.bounds)]
	out.Histogram.SampleCount = &total
	return nil
}

// A constHistogram was counted elsewhere.
type constHistogram struct {
	desc    *Desc
	count   uint64
	sum     float64
	buckets map[float64]uint64
	labels  []*dto.LabelPair
}

// NewConstHistogram returns a histogram with fixed counts; buckets has cumulative counts by bound.
func NewConstHistogram(desc *Desc, count uint64, sum float64, buckets map[float64]uint64, labelValues ...string) (Metric, error) {
	if err := checkConst(desc, labelValues); err != nil {
		return nil, err
	}
	return &constHistogram{desc, count, sum, buckets, MakeLabelPairs(desc, labelValues)}, nil
}

// MustNewConstHistogram panics where NewConstHistogram fails.
func MustNewConstHistogram(desc *Desc, count uint64, sum float64, buckets map[float64]uint64, labelValues ...string) Metric {
	return must(NewConstHistogram(desc, count, sum, buckets, labelValues...))
}

func (h *constHistogram) Desc() *Desc { return h.desc }

func (h *constHistogram) Write(out *dto.Metric) error {
	out.Label = h.labels
	out.Histogram = &dto.Histogram{SampleCount: &h.count, SampleSum: &h.sum}
	for _, bound := range sorted(h.buckets) {
		below := h.buckets[bound]
		out.Histogram.Bucket = append(out.Histogram.Bucket, &dto.Bucket{CumulativeCount: &below, UpperBound: &bound})
	}
	return nil
}

func sorted[V any](m map[float64]V) []float64 {
	var keys []float64
	for key := range m {
		keys = append(keys, key)
	}
	sort.Float64s(keys)
	return keys
}
