// Handlers that are measured: by status and method, in flight, also when they panic; and handlers of metrics that fail.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

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

func ask(handler http.Handler, method, path string) (s *sheet) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	s = &sheet{header: http.Header{}}
	handler.ServeHTTP(s, &http.Request{Method: method, URL: &url.URL{Path: path}, Header: http.Header{}})
	return s
}

func main() {
	reg := prometheus.NewRegistry()
	inFlight := prometheus.NewGauge(prometheus.GaugeOpts{Name: "in_flight"})
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests_total", Help: "Requests."}, []string{"code", "method"})
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "took_seconds", Buckets: []float64{10, 20}}, []string{"handler", "code"})
	header := prometheus.NewSummaryVec(prometheus.SummaryOpts{Name: "header_seconds"}, nil)
	size := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "size_bytes", Buckets: []float64{3, 30}}, []string{"method"})
	reg.MustRegister(inFlight, requests, took, header, size)
	order := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/missing":
			http.Error(w, "no such order", http.StatusNotFound)
		case "/silent":
		case "/twice":
			w.WriteHeader(http.StatusAccepted)
			fmt.Fprint(w, "ok")
		case "/odd":
			w.WriteHeader(299)
		case "/panic":
			panic("no order")
		default:
			fmt.Fprint(w, "an order")
		}
	})
	var chain http.Handler = promhttp.InstrumentHandlerResponseSize(size, order)
	chain = promhttp.InstrumentHandlerTimeToWriteHeader(header, chain)
	chain = promhttp.InstrumentHandlerDuration(took.MustCurryWith(prometheus.Labels{"handler": "order"}), chain)
	chain = promhttp.InstrumentHandlerCounter(requests, chain, promhttp.WithExtraMethods("BREW"))
	chain = promhttp.InstrumentHandlerInFlight(inFlight, chain)
	for _, path := range []string{"/", "/missing", "/silent", "/twice", "/odd", "/panic"} {
		ask(chain, "GET", path)
	}
	for _, method := range []string{"POST", "brew", "PROPFIND", "delete"} {
		ask(chain, method, "/")
	}
	page := ask(promhttp.HandlerFor(reg, promhttp.HandlerOpts{}), "GET", "/metrics").text
	for _, line := range strings.SplitAfter(page, "\n") {
		if !strings.Contains(line, "seconds_sum") {
			fmt.Print(line)
		}
	}

	wrong := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "w"}, []string{"code", "path"})
	func() {
		defer func() { fmt.Println(recover()) }()
		promhttp.InstrumentHandlerCounter(wrong, order)
	}()

	broken := prometheus.NewRegistry()
	broken.MustRegister(sensor{})
	for _, handling := range []promhttp.HandlerErrorHandling{promhttp.HTTPErrorOnError, promhttp.ContinueOnError, promhttp.PanicOnError} {
		own := prometheus.NewRegistry()
		h := promhttp.HandlerFor(broken, promhttp.HandlerOpts{ErrorHandling: handling, Registry: own, ErrorLog: logger{}})
		s := ask(h, "GET", "/metrics")
		if s != nil {
			fmt.Printf("%d %q\n", s.status, s.text)
		}
		fmt.Print(ask(promhttp.HandlerFor(own, promhttp.HandlerOpts{}), "GET", "/").text)
	}
}

type logger struct{}

func (logger) Println(v ...any) { fmt.Println(append([]any{"log:"}, v...)...) }

type sensor struct{}

var (
	whole  = prometheus.NewDesc("whole", "Whole.", nil, nil)
	absent = prometheus.NewDesc("absent", "Absent.", nil, nil)
)

func (sensor) Describe(ch chan<- *prometheus.Desc) {
	ch <- whole
	ch <- absent
}

func (sensor) Collect(ch chan<- prometheus.Metric) {
	ch <- prometheus.MustNewConstMetric(whole, prometheus.GaugeValue, 1)
	ch <- prometheus.NewInvalidMetric(absent, errors.New("the sensor is away"))
}
