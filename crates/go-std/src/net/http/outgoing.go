package http

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
)

// NewRequest makes a request for a client.
func NewRequest(method, url string, body io.Reader) (*Request, error) {
	return NewRequestWithContext(context.Background(), method, url, body)
}

// NewRequestWithContext makes a request for a client, whose context is for all of it: connecting, sending, and reading
// the answer with its body.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) (*Request, error) {
	if method == "" {
		method = "GET"
	}
	if !isToken(method) {
		return nil, fmt.Errorf("net/http: invalid method %q", method)
	}
	if ctx == nil {
		return nil, errors.New("net/http: nil Context")
	}
	u, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	u.Host = strings.TrimSuffix(u.Host, ":")
	req := &Request{
		Method:     method,
		URL:        u,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header:     make(Header),
		Host:       u.Host,
		ctx:        ctx,
	}
	if body != nil {
		req.takeBody(body)
	}
	return req, nil
}

// A sentBody is a body that can be read again, for a redirection or another connection.
type sentBody struct {
	io.Reader
	open func() io.Reader
}

func (b *sentBody) Close() error { return nil }

// again opens the body once more; false if that cannot be done.
func (r *Request) again() (io.ReadCloser, bool) {
	if !r.hasBody() {
		return r.Body, true
	}
	if body, ok := r.Body.(*sentBody); ok {
		return &sentBody{body.open(), body.open}, true
	}
	return nil, false
}

// takeBody makes body the request's. The usual readers tell their length and can be read again.
func (r *Request) takeBody(body io.Reader) {
	var open func() io.Reader
	switch v := body.(type) {
	case *bytes.Buffer:
		r.ContentLength = int64(v.Len())
		buf := v.Bytes()
		open = func() io.Reader { return bytes.NewReader(buf) }
	case *bytes.Reader:
		r.ContentLength = int64(v.Len())
		snapshot := *v
		open = func() io.Reader {
			again := snapshot
			return &again
		}
	case *strings.Reader:
		r.ContentLength = int64(v.Len())
		snapshot := *v
		open = func() io.Reader {
			again := snapshot
			return &again
		}
	case io.ReadCloser:
		r.Body = v
		return
	default:
		r.Body = io.NopCloser(body)
		return
	}
	if r.Body = emptyBody; r.ContentLength > 0 {
		r.Body = &sentBody{body, open}
	}
}

// isToken reports whether s can be a method or the name of a field.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("()<>@,;:\\\"/[]?={}", c) >= 0 {
			return false
		}
	}
	return s != ""
}

func (r *Request) closeBody() error {
	if r.Body == nil {
		return nil
	}
	return r.Body.Close()
}

func (r *Request) hasBody() bool { return r.Body != nil && r.Body != emptyBody }

// isReplayable reports whether the request can be sent again without harm.
func (r *Request) isReplayable() bool {
	if _, ok := r.again(); !ok {
		return false
	}
	switch r.Method {
	case "", "GET", "HEAD", "OPTIONS", "TRACE":
		return true
	}
	_, key := r.Header["Idempotency-Key"]
	_, xkey := r.Header["X-Idempotency-Key"]
	return key || xkey
}

// check says what is wrong with a request for a transport.
func (r *Request) check() error {
	if r.URL == nil {
		return errors.New("http: nil Request.URL")
	}
	if r.Header == nil {
		return errors.New("http: nil Request.Header")
	}
	for key, values := range r.Header {
		if !isToken(key) {
			return fmt.Errorf("net/http: invalid header field name %q", key)
		}
		for _, value := range values {
			if strings.ContainsAny(value, "\r\n\x00") {
				return fmt.Errorf("net/http: invalid header field value for %q", key)
			}
		}
	}
	switch r.URL.Scheme {
	case "http":
	case "https":
		return errors.New("net/http: the simulated network has no TLS, use http")
	default:
		return fmt.Errorf("unsupported protocol scheme %q", r.URL.Scheme)
	}
	if r.Method != "" && !isToken(r.Method) {
		return fmt.Errorf("net/http: invalid method %q", r.Method)
	}
	if r.URL.Host == "" {
		return errors.New("http: no Host in request URL")
	}
	return nil
}

// fields are the names and values that are sent, in turn.
func (r *Request) fields(gzip, closing bool) []string {
	fields := make([]string, 0, 2*len(r.Header)+8)
	if _, has := r.Header["User-Agent"]; !has {
		fields = append(fields, "User-Agent", "Go-http-client/1.1")
	}
	if r.hasBody() && r.ContentLength > 0 {
		fields = append(fields, "Content-Length", strconv.FormatInt(r.ContentLength, 10))
	} else if !r.hasBody() && (r.Method == "POST" || r.Method == "PUT" || r.Method == "PATCH") {
		fields = append(fields, "Content-Length", "0")
	}
	for key, values := range r.Header {
		if key == "Host" || key == "Content-Length" || key == "Transfer-Encoding" || key == "Trailer" {
			continue
		}
		for _, value := range values {
			if key != "User-Agent" || value != "" {
				fields = append(fields, key, value)
			}
		}
	}
	if gzip {
		fields = append(fields, "Accept-Encoding", "gzip")
	}
	if closing {
		fields = append(fields, "Connection", "close")
	}
	return fields
}

// readAndClose reads what is to be sent: length bytes if that is above 0.
func readAndClose(body io.ReadCloser, length int64) ([]byte, error) {
	if body == nil || body == emptyBody {
		return nil, nil
	}
	text, err := io.ReadAll(body)
	body.Close()
	if err == nil && length > 0 && int64(len(text)) != length {
		err = fmt.Errorf("http: ContentLength=%d with Body length %d", length, len(text))
	}
	return text, err
}
