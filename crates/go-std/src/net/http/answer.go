package http

import (
	"errors"
	"io"
	"net/url"
	"strconv"
	"sync"
)

// A Response is the answer that a client has got.
type Response struct {
	Status     string // such as "200 OK"
	StatusCode int
	Proto      string
	ProtoMajor int
	ProtoMinor int
	Header     Header
	// Body is never nil for what a Client returns. The connection serves another request only after it was closed or
	// read to its end.
	Body io.ReadCloser
	// ContentLength is -1 if it is not known in advance.
	ContentLength    int64
	TransferEncoding []string
	Close            bool
	Uncompressed     bool
	Request          *Request
}

// ErrNoLocation says that an answer sends nowhere.
var ErrNoLocation = errors.New("http: no Location header in response")

// Location is where the answer sends.
func (r *Response) Location() (*url.URL, error) {
	loc := r.Header.Get("Location")
	if loc == "" {
		return nil, ErrNoLocation
	}
	if r.Request != nil && r.Request.URL != nil {
		return r.Request.URL.Parse(loc)
	}
	return url.Parse(loc)
}

// ProtoAtLeast reports whether the protocol is that version or a later one.
func (r *Response) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

// newResponse reads an answer from the network; a length of -1 is not told in its header.
func newResponse(req *Request, status int, headers []string, length int64, closing bool) *Response {
	resp := &Response{
		Status:        strconv.Itoa(status) + " " + StatusText(status),
		StatusCode:    status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        make(Header, len(headers)/2),
		ContentLength: length,
		Close:         closing,
		Body:          emptyBody,
		Request:       req,
	}
	for i := 0; i+1 < len(headers); i += 2 {
		resp.Header.Add(headers[i], headers[i+1])
	}
	if length < 0 && req.Method != "HEAD" {
		resp.TransferEncoding = []string{"chunked"}
	}
	if req.Method == "HEAD" && resp.Header["Content-Length"] == nil {
		resp.ContentLength = -1
	}
	return resp
}

var errReadOnClosedResBody = errors.New("http: read on closed response body")

// errClosedEarly is what a body tells its connection when it is closed before its end.
var errClosedEarly = errors.New("net/http: response body closed early")

// An answerBody is the body of an answer. Its connection waits until it has been read or closed.
type answerBody struct {
	rest   []byte
	sized  bool // The header tells the length, so that the last bytes come with the end.
	cut    bool // The connection has ended before the body.
	ended  chan error
	idle   chan struct{} // The connection is back in the pool, or dead.
	mu     sync.Mutex
	told   bool
	closed bool
	err    error
}

func (b *answerBody) Read(p []byte) (int, error) {
	b.mu.Lock()
	closed, err := b.closed, b.err
	b.mu.Unlock()
	if closed {
		return 0, errReadOnClosedResBody
	}
	if err != nil {
		return 0, err
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	if len(b.rest) > 0 || !b.sized && n == len(p) || b.cut && n > 0 {
		return n, nil
	}
	end := io.EOF
	if b.cut {
		end = io.ErrUnexpectedEOF
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.err = end
	b.tell(end)
	return n, end
}

// Close ends the body. The connection reads what is left of it, if that is not much.
func (b *answerBody) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil
	}
	b.closed = true
	b.tell(errClosedEarly)
	return nil
}

// tell tells the connection how the body has ended and waits until it has seen to it. The lock is held.
func (b *answerBody) tell(how error) {
	if b.told {
		return
	}
	b.told = true
	b.ended <- how
	<-b.idle
}
