package prometheus

// as is a metric of a vector with its own type.
func as[M any](metric Metric, err error) (M, error) {
	if metric == nil {
		var none M
		return none, err
	}
	return metric.(M), err
}

// A CounterVec has counters.
type CounterVec struct {
	*MetricVec
}

// NewCounterVec returns a vector of counters.
func NewCounterVec(opts CounterOpts, labelNames []string) *CounterVec {
	desc := Opts(opts).desc(labelNames)
	return &CounterVec{NewMetricVec(desc, func(lvs ...string) Metric {
		if len(lvs) != len(desc.variableLabels) {
			panic(cardinalityError(desc, lvs))
		}
		return newCounter(desc, lvs)
	})}
}

func (v *CounterVec) GetMetricWithLabelValues(lvs ...string) (Counter, error) {
	return as[Counter](v.MetricVec.GetMetricWithLabelValues(lvs...))
}

func (v *CounterVec) GetMetricWith(labels Labels) (Counter, error) {
	return as[Counter](v.MetricVec.GetMetricWith(labels))
}

func (v *CounterVec) WithLabelValues(lvs ...string) Counter {
	return must(v.GetMetricWithLabelValues(lvs...))
}

func (v *CounterVec) With(labels Labels) Counter { return must(v.GetMetricWith(labels)) }

func (v *CounterVec) CurryWith(labels Labels) (*CounterVec, error) {
	vec, err := v.MetricVec.CurryWith(labels)
	if vec != nil {
		return &CounterVec{vec}, err
	}
	return nil, err
}

func (v *CounterVec) MustCurryWith(labels Labels) *CounterVec { return must(v.CurryWith(labels)) }

// A GaugeVec has gauges.
type GaugeVec struct {
	*MetricVec
}

// NewGaugeVec returns a vector of gauges.
func NewGaugeVec(opts GaugeOpts, labelNames []string) *GaugeVec {
	desc := Opts(opts).desc(labelNames)
	return &GaugeVec{NewMetricVec(desc, func(lvs ...string) Metric {
		if len(lvs) != len(desc.variableLabels) {
			panic(cardinalityError(desc, lvs))
		}
		return newGauge(desc, lvs)
	})}
}

func (v *GaugeVec) GetMetricWithLabelValues(lvs ...string) (Gauge, error) {
	return as[Gauge](v.MetricVec.GetMetricWithLabelValues(lvs...))
}

func (v *GaugeVec) GetMetricWith(labels Labels) (Gauge, error) {
	return as[Gauge](v.MetricVec.GetMetricWith(labels))
}

func (v *GaugeVec) WithLabelValues(lvs ...string) Gauge {
	return must(v.GetMetricWithLabelValues(lvs...))
}

func (v *GaugeVec) With(labels Labels) Gauge { return must(v.GetMetricWith(labels)) }

func (v *GaugeVec) CurryWith(labels Labels) (*GaugeVec, error) {
	vec, err := v.MetricVec.CurryWith(labels)
	if vec != nil {
		return &GaugeVec{vec}, err
	}
	return nil, err
}

func (v *GaugeVec) MustCurryWith(labels Labels) *GaugeVec { return must(v.CurryWith(labels)) }

// An ObserverVec has observers: histograms or summaries.
type ObserverVec interface {
	GetMetricWith(Labels) (Observer, error)
	GetMetricWithLabelValues(lvs ...string) (Observer, error)
	With(Labels) Observer
	WithLabelValues(...string) Observer
	CurryWith(Labels) (ObserverVec, error)
	MustCurryWith(Labels) ObserverVec

	Collector
}

// observers are what vectors of histograms and of summaries have in common.
type observers struct {
	*MetricVec
}

func (v observers) GetMetricWithLabelValues(lvs ...string) (Observer, error) {
	return as[Observer](v.MetricVec.GetMetricWithLabelValues(lvs...))
}

func (v observers) GetMetricWith(labels Labels) (Observer, error) {
	return as[Observer](v.MetricVec.GetMetricWith(labels))
}

func (v observers) WithLabelValues(lvs ...string) Observer {
	return must(v.GetMetricWithLabelValues(lvs...))
}

func (v observers) With(labels Labels) Observer { return must(v.GetMetricWith(labels)) }

// A HistogramVec has histograms.
type HistogramVec struct {
	observers
}

// NewHistogramVec returns a vector of histograms.
func NewHistogramVec(opts HistogramOpts, labelNames []string) *HistogramVec {
	desc := opts.desc(labelNames)
	return &HistogramVec{observers{NewMetricVec(desc, func(lvs ...string) Metric {
		return newHistogram(desc, opts, lvs)
	})}}
}

func (v *HistogramVec) CurryWith(labels Labels) (ObserverVec, error) {
	vec, err := v.MetricVec.CurryWith(labels)
	if vec != nil {
		return &HistogramVec{observers{vec}}, err
	}
	return nil, err
}

func (v *HistogramVec) MustCurryWith(labels Labels) ObserverVec { return must(v.CurryWith(labels)) }

// A SummaryVec has summaries.
type SummaryVec struct {
	observers
}

// NewSummaryVec returns a vector of summaries.
func NewSummaryVec(opts SummaryOpts, labelNames []string) *SummaryVec {
	desc := opts.desc(labelNames)
	return &SummaryVec{observers{NewMetricVec(desc, func(lvs ...string) Metric {
		return newSummary(desc, lvs)
	})}}
}

func (v *SummaryVec) CurryWith(labels Labels) (ObserverVec, error) {
	vec, err := v.MetricVec.CurryWith(labels)
	if vec != nil {
		return &SummaryVec{observers{vec}}, err
	}
	return nil, err
}

func (v *SummaryVec) MustCurryWith(labels Labels) ObserverVec { return must(v.CurryWith(labels)) }
