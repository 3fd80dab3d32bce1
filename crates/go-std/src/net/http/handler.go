package http

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync"
	"time"
)

// A Handler answers requests.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// A ResponseWriter takes the answer to a request.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(statusCode int)
}

// A Flusher sends what was written so far. Here an answer goes as a whole; what was flushed goes even if the handler panics.
type Flusher interface {
	Flush()
}

// A HandlerFunc is a function as a Handler.
type HandlerFunc func(ResponseWriter, *Request)

// ServeHTTP calls f.
func (f HandlerFunc) ServeHTTP(w ResponseWriter, r *Request) { f(w, r) }

// Error answers with a text and a code.
func Error(w ResponseWriter, error string, code int) {
	header := w.Header()
	header.Set("Content-Type", "text/plain; charset=utf-8")
	header.Set("X-Content-Type-Options", "nosniff") // the type is as it says
	header.Del("Content-Length")                    // of what would have been sent
	w.WriteHeader(code)
	fmt.Fprintln(w, error)
}

// NotFound answers that there is nothing.
func NotFound(w ResponseWriter, r *Request) { Error(w, "404 page not found", StatusNotFound) }

// NotFoundHandler is NotFound as a Handler.
func NotFoundHandler() Handler { return HandlerFunc(NotFound) }

// Redirect sends the client elsewhere.
func Redirect(w ResponseWriter, r *Request, url string, code int) {
	h := w.Header()
	_, hadType := h["Content-Type"]
	h.Set("Location", url)
	if !hadType && (r.Method == "GET" || r.Method == "HEAD") {
		h.Set("Content-Type", "text/html; charset=utf-8")
	}
	w.WriteHeader(code)
	if !hadType && r.Method == "GET" {
		fmt.Fprintln(w, "<a href=\""+url+"\">"+StatusText(code)+"</a>.\n")
	}
}

type redirectHandler struct {
	url  string
	code int
}

func (rh *redirectHandler) ServeHTTP(w ResponseWriter, r *Request) {
	Redirect(w, r, rh.url, rh.code)
}

// RedirectHandler redirects every request.
func RedirectHandler(url string, code int) Handler { return &redirectHandler{url, code} }

// StripPrefix takes a prefix off the path before h sees the request.
func StripPrefix(prefix string, h Handler) Handler {
	if prefix == "" {
		return h
	}
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		path, ok := strings.CutPrefix(r.URL.Path, prefix)
		if !ok {
			NotFound(w, r)
			return
		}
		r2 := new(Request)
		*r2 = *r
		r2.URL = new(url.URL)
		*r2.URL = *r.URL
		r2.URL.Path = path
		h.ServeHTTP(w, r2)
	})
}

// ErrHandlerTimeout is returned by writes after a TimeoutHandler has answered.
var ErrHandlerTimeout = errors.New("http: Handler timeout")

// TimeoutHandler answers with 503 and body when h takes longer than dt. It does not stop h, which sees its
// context end.
func TimeoutHandler(h Handler, dt time.Duration, body string) Handler {
	return &timeoutHandler{handler: h, body: body, dt: dt}
}

type timeoutHandler struct {
	handler Handler
	body    string
	dt      time.Duration
}

func (h *timeoutHandler) errorBody() string {
	if h.body != "" {
		return h.body
	}
	return "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>"
}

func (h *timeoutHandler) ServeHTTP(w ResponseWriter, r *Request) {
	ctx, cancel := context.WithTimeout(r.Context(), h.dt)
	defer cancel()
	r = r.WithContext(ctx)
	done := make(chan struct{})
	panicked := make(chan any, 1)
	tw := &timeoutWriter{header: make(Header)}
	go func() {
		defer func() {
			if p := recover(); p != nil {
				panicked <- p
			}
		}()
		h.handler.ServeHTTP(tw, r)
		close(done)
	}()
	select {
	case p := <-panicked:
		panic(p)
	case <-done:
		tw.mu.Lock()
		defer tw.mu.Unlock()
		dst := w.Header()
		for key, values := range tw.header {
			dst[key] = values
		}
		if tw.code == 0 {
			tw.code = StatusOK
		}
		w.WriteHeader(tw.code)
		w.Write(tw.body)
	case <-ctx.Done():
		tw.mu.Lock()
		defer tw.mu.Unlock()
		w.WriteHeader(StatusServiceUnavailable)
		if ctx.Err() == context.DeadlineExceeded {
			io.WriteString(w, h.errorBody())
			tw.err = ErrHandlerTimeout
		} else {
			tw.err = ctx.Err()
		}
	}
}

// A timeoutWriter keeps an answer until it is known whether it comes in time.
type timeoutWriter struct {
	mu     sync.Mutex
	header Header
	body   []byte
	code   int
	err    error
}

func (tw *timeoutWriter) Header() Header { return tw.header }

func (tw *timeoutWriter) Write(p []byte) (int, error) {
	tw.mu.Lock()
	defer tw.mu.Unlock()
	if tw.err != nil {
		return 0, tw.err
	}
	if tw.code == 0 {
		tw.code = StatusOK
	}
	tw.body = append(tw.body, p...)
	return len(p), nil
}

func (tw *timeoutWriter) WriteHeader(code int) {
	tw.mu.Lock()
	defer tw.mu.Unlock()
	checkCode(code)
	if tw.err == nil && tw.code == 0 {
		tw.code = code
	}
}
