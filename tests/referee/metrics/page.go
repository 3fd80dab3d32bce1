// Every kind of metric on one page, with what must be escaped and numbers that have names.
package main

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// A sheet takes an answer.
type sheet struct {
	header http.Header
	status int
	text   string
}

func (s *sheet) Header() http.Header    { return s.header }
func (s *sheet) WriteHeader(status int) { s.status = status }
func (s *sheet) Write(p []byte) (int, error) {
	s.text += string(p)
	return len(p), nil
}

func show(handler http.Handler, query string) {
	s := &sheet{header: http.Header{}}
	request := &http.Request{Method: "GET", URL: &url.URL{Path: "/metrics", RawQuery: query}, Header: http.Header{}}
	handler.ServeHTTP(s, request)
	fmt.Println(s.status, s.header["Content-Type"], s.header["Vary"])
	fmt.Print(s.text)
}

func main() {
	reg := prometheus.NewRegistry()
	make := promauto.With(reg)
	orders := make.NewCounter(prometheus.CounterOpts{Namespace: "shop", Subsystem: "web", Name: "orders_total", Help: "Orders taken."})
	orders.Inc()
	orders.Add(41)
	orders.Add(0.5)
	errors := make.NewCounterVec(prometheus.CounterOpts{Name: "errors_total", Help: "A \\ and\na line end.", ConstLabels: prometheus.Labels{"zone": "b"}}, []string{"kind", "code"})
	errors.WithLabelValues("time\"out\n", "503").Add(3)
	errors.WithLabelValues("", "500").Inc()
	errors.With(prometheus.Labels{"code": "404", "kind": "a\\b"}).Add(1e21)
	queue := make.NewGauge(prometheus.GaugeOpts{Name: "queue_length", Help: "Who waits."})
	queue.Set(12)
	queue.Inc()
	queue.Sub(20.25)
	odd := make.NewGaugeVec(prometheus.GaugeOpts{Name: "odd"}, []string{"n"})
	for i, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e6, 123456789, 1e-7, 0.1, -0.0, 1 << 60} {
		odd.WithLabelValues(fmt.Sprint(i)).Set(v)
	}
	took := make.NewHistogramVec(prometheus.HistogramOpts{Name: "took_seconds", Help: "How long.", Buckets: []float64{0.1, 1, 2.5}}, []string{"path"})
	for _, v := range []float64{0.05, 0.1, 0.100001, 2.5, 2.6, 99} {
		took.WithLabelValues("/order").Observe(v)
	}
	took.WithLabelValues("/empty")
	usual := make.NewHistogram(prometheus.HistogramOpts{Name: "usual_seconds"})
	usual.Observe(0.3)
	inf := make.NewHistogram(prometheus.HistogramOpts{Name: "with_inf", Help: "h", Buckets: []float64{1, math.Inf(1)}})
	inf.Observe(math.NaN())
	inf.Observe(0.5)
	size := make.NewSummaryVec(prometheus.SummaryOpts{Name: "size_bytes", Help: "Sizes."}, []string{"of"})
	size.WithLabelValues("order").Observe(10)
	size.WithLabelValues("order").Observe(2.5)
	make.NewGaugeFunc(prometheus.GaugeOpts{Name: "asked", Help: "By a function."}, func() float64 { return 7 })
	make.NewCounterFunc(prometheus.CounterOpts{Name: "asked_total"}, func() float64 { return 8 })
	make.NewUntypedFunc(prometheus.UntypedOpts{Name: "untyped"}, func() float64 { return 9 })
	reg.MustRegister(fixed{})
	show(promhttp.HandlerFor(reg, promhttp.HandlerOpts{}), "")
	show(promhttp.HandlerFor(reg, promhttp.HandlerOpts{DisableCompression: true}), "name[]=odd&name[]=untyped&name[]=none")

	// An empty registry, and one whose handler counts itself.
	none := prometheus.NewRegistry()
	show(promhttp.HandlerFor(none, promhttp.HandlerOpts{}), "")
	counted := promhttp.InstrumentMetricHandler(none, promhttp.HandlerFor(none, promhttp.HandlerOpts{Registry: none}))
	show(counted, "")
	show(counted, "")
	fmt.Println(prometheus.LinearBuckets(1, 2.5, 3), prometheus.ExponentialBuckets(0.5, 2, 4), prometheus.ExponentialBucketsRange(1, 100, 3), prometheus.DefBuckets)
}

// fixed has values that it read elsewhere.
type fixed struct{}

var (
	temperature = prometheus.NewDesc("temperature", "Of rooms.", []string{"room"}, prometheus.Labels{"house": "a"})
	pauses      = prometheus.NewDesc("pauses_seconds", "Pauses.", nil, nil)
	counts      = prometheus.NewDesc("counts", "Counts.", []string{"b"}, nil)
)

func (fixed) Describe(ch chan<- *prometheus.Desc) {
	ch <- temperature
	ch <- pauses
	ch <- counts
}

func (fixed) Collect(ch chan<- prometheus.Metric) {
	ch <- prometheus.MustNewConstMetric(temperature, prometheus.GaugeValue, 21.5, "kitchen")
	cellar := prometheus.MustNewConstMetric(temperature, prometheus.GaugeValue, 11, "cellar")
	ch <- prometheus.NewMetricWithTimestamp(time.UnixMilli(1767225600123), cellar)
	ch <- prometheus.MustNewConstSummary(pauses, 3, 0.75, map[float64]float64{1: 0.5, 0: 0.1, 0.5: 0.15})
	ch <- prometheus.MustNewConstHistogram(counts, 9, 4.5, map[float64]uint64{5: 8, 1: 2}, "x")
}
