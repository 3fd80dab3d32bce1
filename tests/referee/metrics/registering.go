// What is refused: names, labels, duplicates, values; and what can be taken out again.
package main

import (
	"errors"
	"fmt"

	"github.com/prometheus/client_golang/prometheus"
)

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: panic: %v\n", name, r)
		}
	}()
	f()
	fmt.Println(name + ": fine")
}

func opts(name, help string) prometheus.CounterOpts {
	return prometheus.CounterOpts{Name: name, Help: help}
}

func main() {
	reg := prometheus.NewRegistry()
	first := prometheus.NewCounter(opts("a_total", "A."))
	fmt.Println(first.Desc())
	fmt.Println(reg.Register(first))
	err := reg.Register(first)
	fmt.Println(err)
	err = reg.Register(prometheus.NewCounter(opts("a_total", "A.")))
	var already prometheus.AlreadyRegisteredError
	fmt.Println(err, errors.As(err, &already), already.ExistingCollector == first)
	fmt.Println(reg.Register(prometheus.NewCounter(opts("a_total", "Another help."))))
	fmt.Println(reg.Register(prometheus.NewCounterVec(opts("a_total", "A."), []string{"code"})))
	fmt.Println(reg.Register(prometheus.NewCounter(prometheus.CounterOpts{Name: "a_total", Help: "A.", ConstLabels: prometheus.Labels{"x": "1"}})))
	fmt.Println(reg.Unregister(first), reg.Unregister(first), reg.Register(first))
	for _, name := range []string{"", "no spaces", "with-hyphen", "9lives", "späť", "\xff"} {
		fmt.Printf("%q: %v\n", name, prometheus.NewRegistry().Register(prometheus.NewCounter(opts(name, "h"))))
	}
	for _, label := range []string{"", "__own", "a b", "le", "code", "\xff"} {
		fmt.Printf("%q: %v\n", label, prometheus.NewRegistry().Register(prometheus.NewCounterVec(opts("a", "h"), []string{label, "code"})))
	}
	fmt.Println(prometheus.NewDesc("a", "h", []string{"x", "y"}, prometheus.Labels{"b": "1", "a": "\"2\""}))
	fmt.Println(prometheus.NewDesc("a", "h", []string{"x"}, prometheus.Labels{"x": "1"}).Err())
	fmt.Println(prometheus.NewInvalidDesc(errors.New("bad")).Err(), prometheus.BuildFQName("a", "", "b"), prometheus.BuildFQName("", "s", "b"), prometheus.BuildFQName("a", "s", "") == "")

	vec := prometheus.NewCounterVec(opts("v", "h"), []string{"code", "method"})
	try("decrease", func() { vec.WithLabelValues("200", "get").Add(-1) })
	try("too few", func() { vec.WithLabelValues("200") })
	try("too many", func() { vec.WithLabelValues("1", "2", "3") })
	try("not text", func() { vec.WithLabelValues("1", "\xff") })
	try("missing", func() { vec.With(prometheus.Labels{"code": "1", "methd": "2"}) })
	try("one of two", func() { vec.With(prometheus.Labels{"code": "1"}) })
	_, err = vec.GetMetricWithLabelValues("1")
	fmt.Println(err)
	curried := vec.MustCurryWith(prometheus.Labels{"method": "put"})
	curried.WithLabelValues("201").Add(4)
	fmt.Println(vec.WithLabelValues("201", "put") == curried.WithLabelValues("201"), vec.WithLabelValues("put", "201") == curried.WithLabelValues("201"))
	try("curried again", func() { curried.MustCurryWith(prometheus.Labels{"method": "get"}) })
	try("unknown", func() { vec.MustCurryWith(prometheus.Labels{"path": "/"}) })
	try("curried and given", func() { curried.With(prometheus.Labels{"method": "get"}) })
	fmt.Println(vec.DeleteLabelValues("201", "put"), vec.DeleteLabelValues("201", "put"), vec.Delete(prometheus.Labels{"code": "200", "method": "get"}))

	buckets := func(b ...float64) func() {
		return func() { prometheus.NewHistogram(prometheus.HistogramOpts{Name: "h", Buckets: b}) }
	}
	try("not sorted", buckets(1, 3, 2))
	try("equal", buckets(1, 1))
	try("le", func() {
		prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "h"}, []string{"le"}).WithLabelValues("1")
	})
	try("quantile", func() {
		prometheus.NewSummary(prometheus.SummaryOpts{Name: "s", ConstLabels: prometheus.Labels{"quantile": "1"}})
	})
	try("linear", func() { prometheus.LinearBuckets(1, 1, 0) })
	try("exponential", func() { prometheus.ExponentialBuckets(1, 1, 3) })
	try("twice", func() { reg.MustRegister(first) })
	_, err = prometheus.NewConstMetric(prometheus.NewDesc("c", "h", []string{"x"}, nil), prometheus.GaugeValue, 1)
	fmt.Println(err)
}
