package promhttp

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

// An Option changes how a handler is measured.
type Option interface {
	apply(*options)
}

type options struct {
	methods []string
}

type extraMethods []string

func (m extraMethods) apply(o *options) { o.methods = m }

// WithExtraMethods has further methods of HTTP counted by their name.
func WithExtraMethods(methods ...string) Option { return extraMethods(methods) }

// partition is by what a vector divides requests.
type partition struct {
	code, method bool
	methods      []string
}

func partitionOf(c prometheus.Collector, opts []Option) partition {
	var o options
	for _, opt := range opts {
		opt.apply(&o)
	}
	code, method := checkLabels(c)
	return partition{code, method, o.methods}
}

func (p partition) labels(r *http.Request, status int) prometheus.Labels {
	labels := prometheus.Labels{}
	if p.code {
		labels["code"] = codeName(status)
	}
	if p.method {
		labels["method"] = methodName(r.Method, p.methods)
	}
	return labels
}

// codeName is a status as text; who says nothing answers with 200.
func codeName(status int) string {
	switch status {
	case 0, 200:
		return "200"
	case 404:
		return "404"
	case 429:
		return "429"
	case 500:
		return "500"
	case 503:
		return "503"
	}
	return strconv.Itoa(status)
}

func methodName(method string, extra []string) string {
	switch method {
	case "GET", "get":
		return "get"
	case "PUT", "put":
		return "put"
	case "HEAD", "head":
		return "head"
	case "POST", "post":
		return "post"
	case "DELETE", "delete":
		return "delete"
	case "CONNECT", "connect":
		return "connect"
	case "OPTIONS", "options":
		return "options"
	case "NOTIFY", "notify":
		return "notify"
	case "TRACE", "trace":
		return "trace"
	case "PATCH", "patch":
		return "patch"
	}
	for _, other := range extra {
		if strings.EqualFold(method, other) {
			return strings.ToLower(method)
		}
	}
	return "unknown"
}

// InstrumentHandlerInFlight has g count the requests under way.
func InstrumentHandlerInFlight(g prometheus.Gauge, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.Inc()
		defer g.Dec()
		next.ServeHTTP(w, r)
	})
}

// InstrumentHandlerDuration has obs observe how many seconds each request took. A request whose handler panics is not
// observed.
func InstrumentHandlerDuration(obs prometheus.ObserverVec, next http.Handler, opts ...Option) http.HandlerFunc {
	by := partitionOf(obs, opts)
	return func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		status := by.serve(next, w, r).status
		obs.With(by.labels(r, status)).Observe(time.Since(began).Seconds())
	}
}

// InstrumentHandlerCounter has counter count the requests.
func InstrumentHandlerCounter(counter *prometheus.CounterVec, next http.Handler, opts ...Option) http.HandlerFunc {
	by := partitionOf(counter, opts)
	return func(w http.ResponseWriter, r *http.Request) {
		status := by.serve(next, w, r).status
		counter.With(by.labels(r, status)).Inc()
	}
}

// InstrumentHandlerTimeToWriteHeader has obs observe how many seconds it took until the header was written.
func InstrumentHandlerTimeToWriteHeader(obs prometheus.ObserverVec, next http.Handler, opts ...Option) http.HandlerFunc {
	by := partitionOf(obs, opts)
	return func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		d := &delegator{ResponseWriter: w}
		d.headerWritten = func(status int) {
			obs.With(by.labels(r, status)).Observe(time.Since(began).Seconds())
		}
		next.ServeHTTP(d, r)
	}
}

// InstrumentHandlerResponseSize has obs observe how many bytes the bodies of answers have.
func InstrumentHandlerResponseSize(obs prometheus.ObserverVec, next http.Handler, opts ...Option) http.Handler {
	by := partitionOf(obs, opts)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d := &delegator{ResponseWriter: w}
		next.ServeHTTP(d, r)
		obs.With(by.labels(r, d.status)).Observe(float64(d.written))
	})
}

// serve serves, and finds out the status if it matters.
func (p partition) serve(next http.Handler, w http.ResponseWriter, r *http.Request) *delegator {
	d := &delegator{ResponseWriter: w}
	if p.code {
		next.ServeHTTP(d, r)
	} else {
		next.ServeHTTP(w, r)
	}
	return d
}

// A delegator sees what is written.
type delegator struct {
	http.ResponseWriter
	status        int
	written       int64
	wroteHeader   bool
	headerWritten func(status int)
}

func (d *delegator) Unwrap() http.ResponseWriter { return d.ResponseWriter }

func (d *delegator) WriteHeader(code int) {
	if d.headerWritten != nil && !d.wroteHeader {
		d.headerWritten(code)
	}
	d.status = code
	d.wroteHeader = true
	d.ResponseWriter.WriteHeader(code)
}

func (d *delegator) Write(data []byte) (int, error) {
	if !d.wroteHeader {
		d.WriteHeader(http.StatusOK)
	}
	n, err := d.ResponseWriter.Write(data)
	d.written += int64(n)
	return n, err
}

func (d *delegator) Flush() {
	if !d.wroteHeader {
		d.WriteHeader(http.StatusOK)
	}
	if flusher, ok := d.ResponseWriter.(http.Flusher); ok {
		flusher.Flush()
	}
}

// probe is a value that nobody gives to a label.
const probe = "the label that partitionOf asks about"

// checkLabels finds out whether c has variable labels code and method. It panics if there are others.
func checkLabels(c prometheus.Collector) (code, method bool) {
	descs := make(chan *prometheus.Desc, 2)
	c.Describe(descs)
	close(descs)
	desc, ok := <-descs
	if !ok {
		panic("no description provided by collector")
	}
	if _, more := <-descs; more {
		panic("more than one description provided by collector")
	}
	prometheus.NewRegistry().MustRegister(c)
	var values []string
	for {
		m, err := prometheus.NewConstMetric(desc, prometheus.UntypedValue, 0, values...)
		if err != nil {
			values = append(values, probe)
			continue
		}
		var out dto.Metric
		m.Write(&out)
		for _, p := range out.Label {
			if p.GetValue() != probe || !isFree(c, p.GetName()) {
				continue
			}
			switch p.GetName() {
			case "code":
				code = true
			case "method":
				method = true
			default:
				panic("metric partitioned with non-supported labels")
			}
		}
		return code, method
	}
}

// isFree reports whether a label has no fixed value.
func isFree(c prometheus.Collector, label string) bool {
	fix := prometheus.Labels{label: "dummy"}
	var err error
	switch v := c.(type) {
	case *prometheus.CounterVec:
		_, err = v.CurryWith(fix)
	case prometheus.ObserverVec:
		_, err = v.CurryWith(fix)
	default:
		panic("unsupported metric vec type")
	}
	return err == nil
}
