package http

import (
	"container/list"
	"context"
	"errors"
	"net"
	"net/url"
	"sync"
	"time"
)

// DefaultMaxIdleConnsPerHost is how many idle connections a Transport keeps to each host if it does not say.
const DefaultMaxIdleConnsPerHost = 2

// A Transport sends requests over connections, which it keeps for the next ones.
// Proxies, TLS and compression are not simulated: what says how to use them is without effect.
type Transport struct {
	Proxy                  func(*Request) (*url.URL, error)
	DialContext            func(ctx context.Context, network, addr string) (net.Conn, error)
	Dial                   func(network, addr string) (net.Conn, error)
	TLSHandshakeTimeout    time.Duration
	DisableKeepAlives      bool
	DisableCompression     bool
	MaxIdleConns           int // of all hosts together, 0 for any number
	MaxIdleConnsPerHost    int // 0 for DefaultMaxIdleConnsPerHost
	MaxConnsPerHost        int // dialling, in use and idle; 0 for any number
	IdleConnTimeout        time.Duration
	ResponseHeaderTimeout  time.Duration
	ExpectContinueTimeout  time.Duration
	MaxResponseHeaderBytes int64
	WriteBufferSize        int
	ReadBufferSize         int
	ForceAttemptHTTP2      bool

	idleMu    sync.Mutex
	idle      map[string][]*persistConn // by host, the most recently used last
	idleAll   list.List                 // the same, the longest idle last
	idleWant  map[string][]*wantConn    // those who would take a connection that becomes idle
	closeIdle bool

	connsMu   sync.Mutex
	conns     map[string]int         // if MaxConnsPerHost is set
	connsWant map[string][]*wantConn // those who may not dial yet
}

// DefaultTransport is the one of clients that have none of their own.
var DefaultTransport RoundTripper = &Transport{
	Proxy:                 ProxyFromEnvironment,
	DialContext:           (&net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
	ForceAttemptHTTP2:     true,
	MaxIdleConns:          100,
	IdleConnTimeout:       90 * time.Second,
	TLSHandshakeTimeout:   10 * time.Second,
	ExpectContinueTimeout: 1 * time.Second,
}

// ProxyFromEnvironment is the proxy for a request: none.
func ProxyFromEnvironment(req *Request) (*url.URL, error) { return nil, nil }

// Clone copies what a user has set.
func (t *Transport) Clone() *Transport {
	return &Transport{
		Proxy:                  t.Proxy,
		DialContext:            t.DialContext,
		Dial:                   t.Dial,
		TLSHandshakeTimeout:    t.TLSHandshakeTimeout,
		DisableKeepAlives:      t.DisableKeepAlives,
		DisableCompression:     t.DisableCompression,
		MaxIdleConns:           t.MaxIdleConns,
		MaxIdleConnsPerHost:    t.MaxIdleConnsPerHost,
		MaxConnsPerHost:        t.MaxConnsPerHost,
		IdleConnTimeout:        t.IdleConnTimeout,
		ResponseHeaderTimeout:  t.ResponseHeaderTimeout,
		ExpectContinueTimeout:  t.ExpectContinueTimeout,
		MaxResponseHeaderBytes: t.MaxResponseHeaderBytes,
		WriteBufferSize:        t.WriteBufferSize,
		ReadBufferSize:         t.ReadBufferSize,
		ForceAttemptHTTP2:      t.ForceAttemptHTTP2,
	}
}

// Why a connection was closed, or not kept.
var (
	errKeepAlivesDisabled = errors.New("http: putIdleConn: keep alives disabled")
	errConnBroken         = errors.New("http: putIdleConn: connection is in bad state")
	errCloseIdle          = errors.New("http: putIdleConn: CloseIdleConnections was called")
	errTooManyIdle        = errors.New("http: putIdleConn: too many idle connections")
	errTooManyIdleHost    = errors.New("http: putIdleConn: too many idle connections for host")
	errCloseIdleConns     = errors.New("http: CloseIdleConnections called")
	errReadLoopExiting    = errors.New("http: persistConn.readLoop exiting")
	errIdleConnTimeout    = errors.New("http: idle connection timeout")
	errServerClosedIdle   = errors.New("http: server closed idle connection")
	errRequestCanceled    = errors.New("net/http: request canceled")
	errRequestDone        = errors.New("net/http: request completed")
)

var errResponseHeaderTimeout error = &timeoutError{"net/http: timeout awaiting response headers"}

// RoundTrip sends a request and waits for the header of its answer.
func (t *Transport) RoundTrip(req *Request) (*Response, error) {
	if err := req.check(); err != nil {
		req.closeBody()
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(req.Context())
	resp, err := t.roundTrip(ctx, cancel, req)
	if err != nil {
		cancel(err)
		return nil, err
	}
	return resp, nil
}

// roundTrip tries until a connection has not been closed by the server meanwhile.
func (t *Transport) roundTrip(ctx context.Context, cancel context.CancelCauseFunc, req *Request) (*Response, error) {
	host := hostPort(req.URL)
	body := req.Body
	for {
		if ctx.Err() != nil {
			req.closeBody()
			return nil, context.Cause(ctx)
		}
		pc, err := t.getConn(ctx, host)
		if err != nil {
			req.closeBody()
			return nil, err
		}
		tr := &transportRequest{req: req, body: body, ctx: ctx, cancel: cancel}
		resp, err := pc.roundTrip(tr)
		if err == nil {
			resp.Request = req
			return resp, nil
		}
		if !pc.shouldRetry(req, err) {
			if e, ok := err.(readFromServerError); ok {
				err = e.error
			}
			return nil, err
		}
		body, _ = req.again()
	}
}

// hostPort is the address that a URL leads to.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = "80"
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// shouldRetry reports whether a request may be sent once more: the server had closed a connection that was kept.
func (pc *persistConn) shouldRetry(req *Request, err error) bool {
	if !pc.isReused() {
		return false
	}
	if _, nothing := err.(nothingWrittenError); nothing {
		_, again := req.again()
		return again
	}
	if !req.isReplayable() {
		return false
	}
	_, read := err.(readFromServerError)
	return read || err == errServerClosedIdle
}

// CloseIdleConnections closes all connections that are not in use.
func (t *Transport) CloseIdleConnections() {
	t.idleMu.Lock()
	idle := t.idle
	t.idle = nil
	t.closeIdle = true
	t.idleAll.Init()
	for _, conns := range idle {
		for _, pc := range conns {
			pc.place = nil
		}
	}
	t.idleMu.Unlock()
	for _, conns := range idle {
		for _, pc := range conns {
			pc.close(errCloseIdleConns)
		}
	}
}

func (t *Transport) dial(ctx context.Context, addr string) (net.Conn, error) {
	switch {
	case t.DialContext != nil:
		return t.DialContext(ctx, "tcp", addr)
	case t.Dial != nil:
		return t.Dial("tcp", addr)
	}
	return new(net.Dialer).DialContext(ctx, "tcp", addr)
}
