// Package promauto makes metrics and registers them at once; it panics if that fails.
package promauto

import "github.com/prometheus/client_golang/prometheus"

// A Factory registers with one registerer; without one it does not register.
type Factory struct {
	r prometheus.Registerer
}

// With returns a Factory for r.
func With(r prometheus.Registerer) Factory { return Factory{r} }

func registered[C prometheus.Collector](f Factory, c C) C {
	if f.r != nil {
		f.r.MustRegister(c)
	}
	return c
}

func (f Factory) NewCounter(opts prometheus.CounterOpts) prometheus.Counter {
	return registered(f, prometheus.NewCounter(opts))
}

func (f Factory) NewCounterVec(opts prometheus.CounterOpts, labelNames []string) *prometheus.CounterVec {
	return registered(f, prometheus.NewCounterVec(opts, labelNames))
}

func (f Factory) NewCounterFunc(opts prometheus.CounterOpts, function func() float64) prometheus.CounterFunc {
	return registered(f, prometheus.NewCounterFunc(opts, function))
}

func (f Factory) NewGauge(opts prometheus.GaugeOpts) prometheus.Gauge {
	return registered(f, prometheus.NewGauge(opts))
}

func (f Factory) NewGaugeVec(opts prometheus.GaugeOpts, labelNames []string) *prometheus.GaugeVec {
	return registered(f, prometheus.NewGaugeVec(opts, labelNames))
}

func (f Factory) NewGaugeFunc(opts prometheus.GaugeOpts, function func() float64) prometheus.GaugeFunc {
	return registered(f, prometheus.NewGaugeFunc(opts, function))
}

func (f Factory) NewSummary(opts prometheus.SummaryOpts) prometheus.Summary {
	return registered(f, prometheus.NewSummary(opts))
}

func (f Factory) NewSummaryVec(opts prometheus.SummaryOpts, labelNames []string) *prometheus.SummaryVec {
	return registered(f, prometheus.NewSummaryVec(opts, labelNames))
}

func (f Factory) NewHistogram(opts prometheus.HistogramOpts) prometheus.Histogram {
	return registered(f, prometheus.NewHistogram(opts))
}

func (f Factory) NewHistogramVec(opts prometheus.HistogramOpts, labelNames []string) *prometheus.HistogramVec {
	return registered(f, prometheus.NewHistogramVec(opts, labelNames))
}

func (f Factory) NewUntypedFunc(opts prometheus.UntypedOpts, function func() float64) prometheus.UntypedFunc {
	return registered(f, prometheus.NewUntypedFunc(opts, function))
}

// byDefault registers where programs register unless they say otherwise.
func byDefault() Factory { return With(prometheus.DefaultRegisterer) }

func NewCounter(opts prometheus.CounterOpts) prometheus.Counter { return byDefault().NewCounter(opts) }

func NewCounterVec(opts prometheus.CounterOpts, labelNames []string) *prometheus.CounterVec {
	return byDefault().NewCounterVec(opts, labelNames)
}

func NewCounterFunc(opts prometheus.CounterOpts, function func() float64) prometheus.CounterFunc {
	return byDefault().NewCounterFunc(opts, function)
}

func NewGauge(opts prometheus.GaugeOpts) prometheus.Gauge { return byDefault().NewGauge(opts) }

func NewGaugeVec(opts prometheus.GaugeOpts, labelNames []string) *prometheus.GaugeVec {
	return byDefault().NewGaugeVec(opts, labelNames)
}

func NewGaugeFunc(opts prometheus.GaugeOpts, function func() float64) prometheus.GaugeFunc {
	return byDefault().NewGaugeFunc(opts, function)
}

func NewSummary(opts prometheus.SummaryOpts) prometheus.Summary { return byDefault().NewSummary(opts) }

func NewSummaryVec(opts prometheus.SummaryOpts, labelNames []string) *prometheus.SummaryVec {
	return byDefault().NewSummaryVec(opts, labelNames)
}

func NewHistogram(opts prometheus.HistogramOpts) prometheus.Histogram {
	return byDefault().NewHistogram(opts)
}

func NewHistogramVec(opts prometheus.HistogramOpts, labelNames []string) *prometheus.HistogramVec {
	return byDefault().NewHistogramVec(opts, labelNames)
}

func NewUntypedFunc(opts prometheus.UntypedOpts, function func() float64) prometheus.UntypedFunc {
	return byDefault().NewUntypedFunc(opts, function)
}
