package prometheus

import (
	"fmt"
	"sync"

	dto "github.com/prometheus/client_model/go"
)

// SummaryOpts are those of all metrics. Quantiles (Objectives) are not here: a summary has count and sum, as one
// without them has.
type SummaryOpts struct {
	Namespace   string
	Subsystem   string
	Name        string
	Help        string
	ConstLabels Labels
}

func (o SummaryOpts) desc(labelNames []string) *Desc {
	return Opts{o.Namespace, o.Subsystem, o.Name, o.Help, o.ConstLabels}.desc(labelNames)
}

// A Summary counts values and adds them up.
type Summary interface {
	Metric
	Collector
	Observe(float64)
}

type summary struct {
	selfCollector
	desc   *Desc
	labels []*dto.LabelPair

	mu    sync.Mutex
	count uint64
	sum   float64
}

const quantileLabel = "quantile"

var errQuantileLabelNotAllowed = fmt.Errorf("%q is not allowed as label name in summaries", quantileLabel)

// NewSummary returns a summary.
func NewSummary(opts SummaryOpts) Summary {
	return newSummary(opts.desc(nil), nil)
}

func newSummary(desc *Desc, labelValues []string) Summary {
	if len(desc.variableLabels) != len(labelValues) {
		panic(cardinalityError(desc, labelValues))
	}
	for _, name := range desc.variableLabels {
		if name == quantileLabel {
			panic(errQuantileLabelNotAllowed)
		}
	}
	for _, p := range desc.constPairs {
		if p.GetName() == quantileLabel {
			panic(errQuantileLabelNotAllowed)
		}
	}
	s := &summary{desc: desc, labels: MakeLabelPairs(desc, labelValues)}
	s.init(s)
	return s
}

func (s *summary) Desc() *Desc { return s.desc }

func (s *summary) Observe(v float64) {
	s.mu.Lock()
	s.count++
	s.sum += v
	s.mu.Unlock()
}

func (s *summary) Write(out *dto.Metric) error {
	s.mu.Lock()
	count, sum := s.count, s.sum
	s.mu.Unlock()
	out.Label = s.labels
	out.Summary = &dto.Summary{SampleCount: &count, SampleSum: &sum}
	return nil
}

// A constSummary was measured elsewhere.
type constSummary struct {
	desc      *Desc
	count     uint64
	sum       float64
	quantiles map[float64]float64
	labels    []*dto.LabelPair
}

// NewConstSummary returns a summary with fixed values.
func NewConstSummary(desc *Desc, count uint64, sum float64, quantiles map[float64]float64, labelValues ...string) (Metric, error) {
	if err := checkConst(desc, labelValues); err != nil {
		return nil, err
	}
	return &constSummary{desc, count, sum, quantiles, MakeLabelPairs(desc, labelValues)}, nil
}

// MustNewConstSummary panics where NewConstSummary fails.
func MustNewConstSummary(desc *Desc, count uint64, sum float64, quantiles map[float64]float64, labelValues ...string) Metric {
	return must(NewConstSummary(desc, count, sum, quantiles, labelValues...))
}

func (s *constSummary) Desc() *Desc { return s.desc }

func (s *constSummary) Write(out *dto.Metric) error {
	out.Label = s.labels
	out.Summary = &dto.Summary{SampleCount: &s.count, SampleSum: &s.sum}
	for _, rank := range sorted(s.quantiles) {
		value := s.quantiles[rank]
		out.Summary.Quantile = append(out.Summary.Quantile, &dto.Quantile{Quantile: &rank, Value: &value})
	}
	return nil
}
