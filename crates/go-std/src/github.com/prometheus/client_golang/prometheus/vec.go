package prometheus

import (
	"fmt"
	"slices"
	"sync"
)

// A MetricVec has the metrics of one Desc, one for each combination of values of its variable labels.
type MetricVec struct {
	*metricMap
	// curry has the values that are fixed already, in the order of the labels.
	curry []curried
}

type metricMap struct {
	mu      sync.RWMutex
	metrics map[uint64][]labelled
	desc    *Desc
	make    func(labelValues ...string) Metric
}

type labelled struct {
	values []string
	metric Metric
}

type curried struct {
	index int
	value string
}

// NewMetricVec returns a vector whose metrics newMetric makes.
func NewMetricVec(desc *Desc, newMetric func(lvs ...string) Metric) *MetricVec {
	return &MetricVec{metricMap: &metricMap{metrics: map[uint64][]labelled{}, desc: desc, make: newMetric}}
}

// Describe sends the Desc.
func (m *metricMap) Describe(ch chan<- *Desc) { ch <- m.desc }

// Collect sends all metrics.
func (m *metricMap) Collect(ch chan<- Metric) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	for _, found := range m.metrics {
		for _, one := range found {
			ch <- one.metric
		}
	}
}

// Reset forgets all metrics.
func (m *metricMap) Reset() {
	m.mu.Lock()
	clear(m.metrics)
	m.mu.Unlock()
}

// GetMetricWithLabelValues returns the metric with these values, made anew if need be.
func (m *MetricVec) GetMetricWithLabelValues(lvs ...string) (Metric, error) {
	if err := validateLabelValues(lvs, len(m.desc.variableLabels)-len(m.curry)); err != nil {
		return nil, err
	}
	return m.get(m.whole(lvs)), nil
}

// GetMetricWith does the same with values by name.
func (m *MetricVec) GetMetricWith(labels Labels) (Metric, error) {
	values, err := m.valuesOf(labels)
	if err != nil {
		return nil, err
	}
	return m.get(values), nil
}

// whole puts values and the fixed ones together.
func (m *MetricVec) whole(lvs []string) []string {
	if len(m.curry) == 0 {
		return lvs
	}
	values := make([]string, 0, len(lvs)+len(m.curry))
	fixed := m.curry
	for i := range len(lvs) + len(m.curry) {
		if len(fixed) > 0 && fixed[0].index == i {
			values = append(values, fixed[0].value)
			fixed = fixed[1:]
		} else {
			values = append(values, lvs[0])
			lvs = lvs[1:]
		}
	}
	return values
}

// valuesOf orders values by name.
func (m *MetricVec) valuesOf(labels Labels) ([]string, error) {
	if err := validateLabels(labels, len(m.desc.variableLabels)-len(m.curry)); err != nil {
		return nil, err
	}
	values := make([]string, len(m.desc.variableLabels))
	fixed := m.curry
	for i, name := range m.desc.variableLabels {
		value, ok := labels[name]
		if len(fixed) > 0 && fixed[0].index == i {
			if ok {
				return nil, fmt.Errorf("label name %q is already curried", name)
			}
			value = fixed[0].value
			fixed = fixed[1:]
		} else if !ok {
			return nil, fmt.Errorf("label name %q missing in label map", name)
		}
		values[i] = value
	}
	return values, nil
}

// get finds the metric with these values, or makes it.
func (m *metricMap) get(values []string) Metric {
	h := hash(values)
	m.mu.RLock()
	metric := find(m.metrics[h], values)
	m.mu.RUnlock()
	if metric != nil {
		return metric
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if metric := find(m.metrics[h], values); metric != nil {
		return metric
	}
	own := slices.Clone(values)
	metric = m.make(own...)
	m.metrics[h] = append(m.metrics[h], labelled{own, metric})
	return metric
}

func find(metrics []labelled, values []string) Metric {
	for i := range metrics {
		if slices.Equal(metrics[i].values, values) {
			return metrics[i].metric
		}
	}
	return nil
}

// hash is FNV-1a over the values, each with a separator behind it.
func hash(values []string) uint64 {
	h := uint64(14695981039346656037)
	for _, value := range values {
		for i := 0; i < len(value); i++ {
			h = (h ^ uint64(value[i])) * 1099511628211
		}
		h = (h ^ 255) * 1099511628211
	}
	return h
}

// DeleteLabelValues forgets the metric with these values; false if there is none.
func (m *MetricVec) DeleteLabelValues(lvs ...string) bool {
	if validateLabelValues(lvs, len(m.desc.variableLabels)-len(m.curry)) != nil {
		return false
	}
	return m.remove(m.whole(lvs))
}

// Delete does the same with values by name.
func (m *MetricVec) Delete(labels Labels) bool {
	values, err := m.valuesOf(labels)
	return err == nil && m.remove(values)
}

func (m *metricMap) remove(values []string) bool {
	h := hash(values)
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, one := range m.metrics[h] {
		if slices.Equal(one.values, values) {
			m.metrics[h] = slices.Delete(m.metrics[h], i, i+1)
			return true
		}
	}
	return false
}

// CurryWith returns the same vector with some values fixed.
func (m *MetricVec) CurryWith(labels Labels) (*MetricVec, error) {
	var fixed []curried
	old, used := m.curry, 0
	for i, name := range m.desc.variableLabels {
		value, ok := labels[name]
		if len(old) > 0 && old[0].index == i {
			if ok {
				return nil, fmt.Errorf("label name %q is already curried", name)
			}
			fixed = append(fixed, old[0])
			old = old[1:]
		} else if ok {
			fixed = append(fixed, curried{i, value})
			used++
		}
	}
	if unknown := len(labels) - used; unknown > 0 {
		return nil, fmt.Errorf("%d unknown label(s) found during currying", unknown)
	}
	return &MetricVec{m.metricMap, fixed}, nil
}
