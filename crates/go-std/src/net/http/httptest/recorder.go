// Package httptest has what tests of handlers and clients need.
package httptest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// DefaultRemoteAddr is an address for tests that need one.
const DefaultRemoteAddr = "1.2.3.4"

// NewRequest makes a request as a server would get it. It panics if target cannot be one.
func NewRequest(method, target string, body io.Reader) *http.Request {
	return NewRequestWithContext(context.Background(), method, target, body)
}

// NewRequestWithContext is NewRequest with a context.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) *http.Request {
	u, err := url.ParseRequestURI(target)
	if err != nil {
		panic("invalid NewRequest arguments; " + err.Error())
	}
	req, err := http.NewRequestWithContext(ctx, method, target, body)
	if err != nil {
		panic("invalid NewRequest arguments; " + err.Error())
	}
	req.URL = u
	req.RequestURI = target
	req.RemoteAddr = "192.0.2.1:1234"
	if req.Host = u.Host; req.Host == "" {
		req.Host = "example.com"
	}
	if req.Body == nil {
		req.Body = http.NoBody
	} else if req.ContentLength == 0 && req.Body != io.ReadCloser(http.NoBody) {
		req.ContentLength = -1
	}
	return req
}

// A ResponseRecorder keeps what a handler answers.
type ResponseRecorder struct {
	Code      int // StatusOK if the handler does not say
	HeaderMap http.Header
	Body      *bytes.Buffer
	Flushed   bool

	result *http.Response
	sent   http.Header // the header when it was sent
	wrote  bool
}

// NewRecorder makes an empty one.
func NewRecorder() *ResponseRecorder {
	return &ResponseRecorder{HeaderMap: make(http.Header), Body: new(bytes.Buffer), Code: 200}
}

func (rw *ResponseRecorder) Header() http.Header {
	if rw.HeaderMap == nil {
		rw.HeaderMap = make(http.Header)
	}
	return rw.HeaderMap
}

func (rw *ResponseRecorder) begin(data []byte) {
	if rw.wrote {
		return
	}
	h := rw.Header()
	_, has := h["Content-Type"]
	if h.Get("Transfer-Encoding") == "" && !has {
		h.Set("Content-Type", http.DetectContentType(data))
	}
	rw.WriteHeader(200)
}

func (rw *ResponseRecorder) Write(data []byte) (int, error) {
	rw.begin(data)
	if rw.Body != nil {
		rw.Body.Write(data)
	}
	return len(data), nil
}

func (rw *ResponseRecorder) WriteString(data string) (int, error) { return rw.Write([]byte(data)) }

func (rw *ResponseRecorder) WriteHeader(code int) {
	if rw.wrote {
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	rw.Code = code
	rw.wrote = true
	rw.sent = rw.Header().Clone()
}

func (rw *ResponseRecorder) Flush() {
	if !rw.wrote {
		rw.WriteHeader(200)
	}
	rw.Flushed = true
}

// Result is the answer as a client would get it.
func (rw *ResponseRecorder) Result() *http.Response {
	if rw.result != nil {
		return rw.result
	}
	if rw.sent == nil {
		rw.sent = rw.Header().Clone()
	}
	code := rw.Code
	if code == 0 {
		code = 200
	}
	res := &http.Response{StatusCode: code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: rw.sent}
	res.Status = fmt.Sprintf("%03d %s", code, http.StatusText(code))
	res.Body = http.NoBody
	if rw.Body != nil {
		res.Body = io.NopCloser(bytes.NewReader(rw.Body.Bytes()))
	}
	res.ContentLength = -1
	if n, err := strconv.ParseUint(strings.TrimSpace(rw.sent.Get("Content-Length")), 10, 63); err == nil {
		res.ContentLength = int64(n)
	}
	rw.result = res
	return res
}
