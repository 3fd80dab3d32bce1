package http

import (
	"context"
	"errors"
	"io"
	"net/url"
	"strings"
)

// A Request is a request that a server has received.
type Request struct {
	Method        string
	URL           *url.URL
	Proto         string
	ProtoMajor    int
	ProtoMinor    int
	Header        Header
	Body          io.ReadCloser
	ContentLength int64
	Close         bool
	Host          string
	Form          url.Values
	PostForm      url.Values
	RemoteAddr    string
	RequestURI    string
	Pattern       string

	ctx    context.Context
	values map[string]string
}

// Context ends when the client leaves or the handler returns.
func (r *Request) Context() context.Context {
	if r.ctx == nil {
		return context.Background()
	}
	return r.ctx
}

// WithContext returns a shallow copy with another context.
func (r *Request) WithContext(ctx context.Context) *Request {
	if ctx == nil {
		panic("nil context")
	}
	other := *r
	other.ctx = ctx
	return &other
}

// Clone returns a deep copy with another context.
func (r *Request) Clone(ctx context.Context) *Request {
	r2 := r.WithContext(ctx)
	r2.Header = r.Header.Clone()
	if r.URL != nil {
		u := *r.URL
		r2.URL = &u
	}
	return r2
}

// PathValue returns what the wildcard of that name in the pattern stands for.
func (r *Request) PathValue(name string) string { return r.values[name] }

// SetPathValue sets what PathValue returns.
func (r *Request) SetPathValue(name, value string) {
	if r.values == nil {
		r.values = make(map[string]string)
	}
	r.values[name] = value
}

// UserAgent returns the client's name, if it sent one.
func (r *Request) UserAgent() string { return r.Header.Get("User-Agent") }

// Referer returns the referring address, if the client sent one.
func (r *Request) Referer() string { return r.Header.Get("Referer") }

// ParseForm reads the parameters of the query, and of the body if it is a form.
func (r *Request) ParseForm() error {
	var err error
	if r.PostForm == nil {
		if r.Method == MethodPost || r.Method == MethodPut || r.Method == MethodPatch {
			r.PostForm, err = r.parsePostForm()
		}
		if r.PostForm == nil {
			r.PostForm = make(url.Values)
		}
	}
	if r.Form == nil {
		r.Form = make(url.Values)
		for key, values := range r.PostForm {
			r.Form[key] = append(r.Form[key], values...)
		}
		if r.URL != nil {
			query, queryErr := url.ParseQuery(r.URL.RawQuery)
			if err == nil {
				err = queryErr
			}
			for key, values := range query {
				r.Form[key] = append(r.Form[key], values...)
			}
		}
	}
	return err
}

func (r *Request) parsePostForm() (url.Values, error) {
	if r.Body == nil {
		return nil, errors.New("missing form body")
	}
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if strings.TrimSpace(kind) != "application/x-www-form-urlencoded" {
		return nil, nil
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	return url.ParseQuery(string(text))
}

// FormValue returns the first parameter of that name, of the body before the query.
func (r *Request) FormValue(key string) string {
	if r.Form == nil {
		r.ParseForm()
	}
	return r.Form.Get(key)
}

// PostFormValue returns the first parameter of that name of the body.
func (r *Request) PostFormValue(key string) string {
	if r.PostForm == nil {
		r.ParseForm()
	}
	return r.PostForm.Get(key)
}

// NoBody is a body without bytes.
var NoBody = noBody{}

// emptyBody is NoBody as the body of a request.
var emptyBody io.ReadCloser = NoBody

type noBody struct{}

func (noBody) Read([]byte) (int, error) { return 0, io.EOF }
func (noBody) Close() error             { return nil }

// ErrBodyReadAfterClose is returned by a body that was closed.
var ErrBodyReadAfterClose = errors.New("http: invalid Read on closed Body")

type requestBody struct {
	rest   []byte
	closed bool
}

func (b *requestBody) Read(p []byte) (int, error) {
	if b.closed {
		return 0, ErrBodyReadAfterClose
	}
	if len(b.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	return n, nil
}

func (b *requestBody) Close() error {
	b.closed = true
	return nil
}
