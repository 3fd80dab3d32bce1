package prometheus

// A vec is a vector whose metrics are of type M.
type vec[M any] struct {
	*MetricVec
}

func (v vec[M]) GetMetricWithLabelValues(lvs ...string) (M, error) {
	return as[M](v.MetricVec.GetMetricWithLabelValues(lvs...))
}

func (v vec[M]) GetMetricWith(labels Labels) (M, error) {
	return as[M](v.MetricVec.GetMetricWith(labels))
}

func (v vec[M]) WithLabelValues(lvs ...string) M { return must(v.GetMetricWithLabelValues(lvs...)) }

func (v vec[M]) With(labels Labels) M { return must(v.GetMetricWith(labels)) }

// as is a metric of a vector with its own type.
func as[M any](metric Metric, err error) (M, error) {
	if metric == nil {
		var none M
		return none, err
	}
	return metric.(M), err
}

// curry fixes values of a vector; of makes it what it was.
func curry[V any](m *MetricVec, labels Labels, of func(*MetricVec) V) (V, error) {
	m, err := m.CurryWith(labels)
	if err != nil {
		var none V
		return none, err
	}
	return of(m), nil
}

// A CounterVec has counters.
type CounterVec struct {
	vec[Counter]
}

func counterVec(m *MetricVec) *CounterVec { return &CounterVec{vec[Counter]{m}} }

// NewCounterVec returns a vector of counters.
func NewCounterVec(opts CounterOpts, labelNames []string) *CounterVec {
	desc := Opts(opts).desc(labelNames)
	return counterVec(NewMetricVec(desc, func(lvs ...string) Metric {
		if len(lvs) != len(desc.variableLabels) {
			panic(cardinalityError(desc, lvs))
		}
		return newCounter(desc, lvs)
	}))
}

func (v *CounterVec) CurryWith(labels Labels) (*CounterVec, error) {
	return curry(v.MetricVec, labels, counterVec)
}

func (v *CounterVec) MustCurryWith(labels Labels) *CounterVec { return must(v.CurryWith(labels)) }

// A GaugeVec has gauges.
type GaugeVec struct {
	vec[Gauge]
}

func gaugeVec(m *MetricVec) *GaugeVec { return &GaugeVec{vec[Gauge]{m}} }

// NewGaugeVec returns a vector of gauges.
func NewGaugeVec(opts GaugeOpts, labelNames []string) *GaugeVec {
	desc := Opts(opts).desc(labelNames)
	return gaugeVec(NewMetricVec(desc, func(lvs ...string) Metric {
		if len(lvs) != len(desc.variableLabels) {
			panic(cardinalityError(desc, lvs))
		}
		return newGauge(desc, lvs)
	}))
}

func (v *GaugeVec) CurryWith(labels Labels) (*GaugeVec, error) {
	return curry(v.MetricVec, labels, gaugeVec)
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

// A HistogramVec has histograms.
type HistogramVec struct {
	vec[Observer]
}

// NewHistogramVec returns a vector of histograms.
func NewHistogramVec(opts HistogramOpts, labelNames []string) *HistogramVec {
	desc := opts.desc(labelNames)
	return &HistogramVec{vec[Observer]{NewMetricVec(desc, func(lvs ...string) Metric {
		return newHistogram(desc, opts, lvs)
	})}}
}

func (v *HistogramVec) CurryWith(labels Labels) (ObserverVec, error) {
	return curry(v.MetricVec, labels, func(m *MetricVec) ObserverVec { return &HistogramVec{vec[Observer]{m}} })
}

func (v *HistogramVec) MustCurryWith(labels Labels) ObserverVec { return must(v.CurryWith(labels)) }

// A SummaryVec has summaries.
type SummaryVec struct {
	vec[Observer]
}

// NewSummaryVec returns a vector of summaries.
func NewSummaryVec(opts SummaryOpts, labelNames []string) *SummaryVec {
	desc := opts.desc(labelNames)
	return &SummaryVec{vec[Observer]{NewMetricVec(desc, func(lvs ...string) Metric {
		return newSummary(desc, lvs)
	})}}
}

func (v *SummaryVec) CurryWith(labels Labels) (ObserverVec, error) {
	return curry(v.MetricVec, labels, func(m *MetricVec) ObserverVec { return &SummaryVec{vec[Observer]{m}} })
}

func (v *SummaryVec) MustCurryWith(labels Labels) ObserverVec { return must(v.CurryWith(labels)) }
