// What a registry gathers: families by name, metrics by the values of their labels, and what goes wrong meanwhile.
package main

import (
	"errors"
	"fmt"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

type bad struct {
	desc *prometheus.Desc
	send func(ch chan<- prometheus.Metric, desc *prometheus.Desc)
}

func (b bad) Describe(ch chan<- *prometheus.Desc) { ch <- b.desc }
func (b bad) Collect(ch chan<- prometheus.Metric) { b.send(ch, b.desc) }

func main() {
	reg := prometheus.NewRegistry()
	fmt.Println(reg.Gather())
	vec := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "b", Help: "B.", ConstLabels: prometheus.Labels{"n": "c"}}, []string{"z", "a"})
	reg.MustRegister(vec, prometheus.NewCounter(prometheus.CounterOpts{Name: "a"}))
	reg.MustRegister(prometheus.NewCounterVec(prometheus.CounterOpts{Name: "empty"}, []string{"x"}))
	vec.WithLabelValues("1", "9").Set(1)
	vec.WithLabelValues("2", "8").Set(2)
	vec.WithLabelValues("10", "8").Set(3)
	families, err := reg.Gather()
	for _, f := range families {
		fmt.Println(f.GetName(), f.GetHelp(), f.GetType(), len(f.GetMetric()))
		for _, m := range f.GetMetric() {
			for _, l := range m.GetLabel() {
				fmt.Print(l.GetName(), "=", l.GetValue(), " ")
			}
			fmt.Println(m.GetGauge() != nil, m.GetCounter() != nil)
		}
	}
	fmt.Println(err)

	desc := prometheus.NewDesc("broken", "Broken.", nil, nil)
	cases := []bad{
		{desc, func(ch chan<- prometheus.Metric, d *prometheus.Desc) {
			ch <- prometheus.NewInvalidMetric(d, errors.New("the sensor is away"))
		}},
		{desc, func(ch chan<- prometheus.Metric, d *prometheus.Desc) {
			ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, 1)
		}},
	}
	for _, c := range cases {
		reg := prometheus.NewRegistry()
		reg.MustRegister(c, prometheus.NewCounter(prometheus.CounterOpts{Name: "whole"}))
		families, err := reg.Gather()
		var names []string
		for _, f := range families {
			names = append(names, f.GetName())
		}
		fmt.Println(names, err)
	}

	// Many count at once.
	c := prometheus.NewCounter(prometheus.CounterOpts{Name: "c"})
	h := prometheus.NewHistogram(prometheus.HistogramOpts{Name: "h", Buckets: []float64{1, 2}})
	s := prometheus.NewSummary(prometheus.SummaryOpts{Name: "s"})
	g := prometheus.NewGauge(prometheus.GaugeOpts{Name: "g"})
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			for i := range 40 {
				c.Add(0.5)
				c.Inc()
				g.Dec()
				h.Observe(float64(i % 4))
				s.Observe(0.25)
			}
		})
	}
	wg.Wait()
	for _, m := range []prometheus.Metric{c, g, h, s} {
		var out dto.Metric
		fmt.Println(m.Write(&out), out.Counter != nil && out.GetCounter().GetValue() == 3000, out.Gauge != nil && out.GetGauge().GetValue() == -2000)
		if b := out.Histogram; b != nil {
			fmt.Println(b.GetSampleCount(), b.GetSampleSum(), b.GetBucket()[0].GetCumulativeCount(), b.GetBucket()[1].GetCumulativeCount(), len(b.GetBucket()))
		}
		if q := out.Summary; q != nil {
			fmt.Println(q.GetSampleCount(), q.GetSampleSum(), len(q.GetQuantile()))
		}
	}
	errs := prometheus.MultiError{}
	errs.Append(nil)
	fmt.Println(errs.MaybeUnwrap())
	errs.Append(errors.New("one"))
	fmt.Println(errs.MaybeUnwrap())
	errs.Append(errors.New("two"))
	fmt.Println(errs.MaybeUnwrap())

	// Getters can be asked for what is not there.
	var none *dto.MetricFamily
	fmt.Printf("%q %q %v %v\n", none.GetName(), none.GetHelp(), none.GetType(), none.GetMetric() == nil)
	var metric *dto.Metric
	for _, m := range []*dto.Metric{metric, {}, {Gauge: &dto.Gauge{}, Label: []*dto.LabelPair{nil, {}}}} {
		fmt.Println(len(m.GetLabel()), m.GetTimestampMs(), m.GetGauge().GetValue(), m.GetCounter().GetValue(), m.GetUntyped().GetValue())
		for _, label := range m.GetLabel() {
			fmt.Printf("%q %q\n", label.GetName(), label.GetValue())
		}
		summary, histogram := m.GetSummary(), m.GetHistogram()
		fmt.Println(summary.GetSampleCount(), summary.GetSampleSum(), summary.GetQuantile() == nil)
		fmt.Println(histogram.GetSampleCount(), histogram.GetSampleSum(), histogram.GetBucket() == nil)
	}
	var quantile *dto.Quantile
	var bucket *dto.Bucket
	fmt.Println(quantile.GetQuantile(), quantile.GetValue(), bucket.GetCumulativeCount(), bucket.GetUpperBound())
}
