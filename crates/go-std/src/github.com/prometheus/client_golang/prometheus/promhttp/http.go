// Package promhttp shows the figures of a registry over HTTP, and measures handlers.
//
// The answer is Prometheus's text format, and nothing else: no OpenMetrics, no compression. The transport of clients is
// not measured.
package promhttp

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// A HandlerErrorHandling says what happens when a figure cannot be gathered.
type HandlerErrorHandling int

const (
	HTTPErrorOnError HandlerErrorHandling = iota
	ContinueOnError
	PanicOnError
)

// A Logger prints errors.
type Logger interface {
	Println(v ...any)
}

// HandlerOpts are the options of HandlerFor.
type HandlerOpts struct {
	ErrorLog            Logger
	ErrorHandling       HandlerErrorHandling
	Registry            prometheus.Registerer
	DisableCompression  bool // Nothing is compressed here; it still shows in the header Vary.
	MaxRequestsInFlight int
	Timeout             time.Duration
}

const contentType = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores"

// Handler answers with the default registry, and counts how often it is asked.
func Handler() http.Handler {
	return InstrumentMetricHandler(prometheus.DefaultRegisterer, HandlerFor(prometheus.DefaultGatherer, HandlerOpts{}))
}

// HandlerFor answers with what reg gathers.
func HandlerFor(reg prometheus.Gatherer, opts HandlerOpts) http.Handler {
	h := &handler{gatherer: reg, opts: opts}
	h.failures = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "promhttp_metric_handler_errors_total",
		Help: "Total number of internal errors encountered by the promhttp metric handler.",
	}, []string{"cause"})
	if opts.MaxRequestsInFlight > 0 {
		h.places = make(chan struct{}, opts.MaxRequestsInFlight)
	}
	if opts.Registry != nil {
		h.failures.WithLabelValues("gathering")
		h.failures.WithLabelValues("encoding")
		h.failures = registered(opts.Registry, h.failures)
	}
	if opts.Timeout <= 0 {
		return h
	}
	return http.TimeoutHandler(h, opts.Timeout, fmt.Sprintf("Exceeded configured timeout of %v.\n", opts.Timeout))
}

// registered is c, or the one that was registered before.
func registered[C prometheus.Collector](reg prometheus.Registerer, c C) C {
	err := reg.Register(c)
	var before prometheus.AlreadyRegisteredError
	if errors.As(err, &before) {
		return before.ExistingCollector.(C)
	}
	if err != nil {
		panic(err)
	}
	return c
}

type handler struct {
	gatherer prometheus.Gatherer
	opts     HandlerOpts
	failures *prometheus.CounterVec
	places   chan struct{}
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h.places != nil {
		select {
		case h.places <- struct{}{}:
			defer func() { <-h.places }()
		default:
			text := fmt.Sprintf("Limit of concurrent requests reached (%d), try again later.", h.opts.MaxRequestsInFlight)
			http.Error(w, text, http.StatusServiceUnavailable)
			return
		}
	}
	families, err := h.gatherer.Gather()
	if err != nil {
		if h.opts.ErrorLog != nil {
			h.opts.ErrorLog.Println("error gathering metrics:", err)
		}
		h.failures.WithLabelValues("gathering").Inc()
		if h.opts.ErrorHandling == PanicOnError {
			panic(err)
		}
		if h.opts.ErrorHandling == HTTPErrorOnError || len(families) == 0 {
			w.Header().Del("Content-Encoding")
			http.Error(w, "An error has occurred while serving metrics:\n\n"+err.Error(), http.StatusInternalServerError)
			return
		}
	}
	header := w.Header()
	header.Add("Vary", "Accept")
	if !h.opts.DisableCompression {
		header.Add("Vary", "Accept-Encoding")
	}
	header.Set("Content-Type", contentType)
	var wanted map[string]bool
	if r.URL != nil {
		for _, name := range r.URL.Query()["name[]"] {
			if wanted == nil {
				wanted = map[string]bool{}
			}
			wanted[name] = true
		}
	}
	var page bytes.Buffer
	for _, family := range families {
		if wanted == nil || wanted[family.GetName()] {
			writeFamily(&page, family)
		}
	}
	w.Write(page.Bytes())
}

// InstrumentMetricHandler counts the scrapes of a handler, and those under way.
func InstrumentMetricHandler(reg prometheus.Registerer, handler http.Handler) http.Handler {
	count := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "promhttp_metric_handler_requests_total",
		Help: "Total number of scrapes by HTTP status code.",
	}, []string{"code"})
	count.WithLabelValues("200")
	count.WithLabelValues("500")
	count.WithLabelValues("503")
	count = registered(reg, count)
	inFlight := registered(reg, prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "promhttp_metric_handler_requests_in_flight",
		Help: "Current number of scrapes being served.",
	}))
	return InstrumentHandlerCounter(count, InstrumentHandlerInFlight(inFlight, handler))
}
