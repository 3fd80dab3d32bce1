// Package http is the server side of HTTP, over the simulated network.
//
// One goroutine accepts, one serves each connection, and one more watches the client while a handler runs, so
// that the request's context ends when the client leaves. Requests come and answers go as a whole.
package http

import (
	"context"
	"errors"
	"fmt"
	"log"
	"math/rand"
	"net/url"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// The world's side: the file natives.rs of the crate tidepool-world has the contracts.

func netListen(addr string) (listener int64, text string)
func netAccept(listener int64) (conn int64, remote string)
func netCloseListener(listener int64)
func netReadRequest(conn int64) (code int, method, target, host string, headers []string, body []byte)
func netBackgroundRead(conn int64) (code int)
func netAbortRead(conn int64) (blocked bool)
func netRespond(conn int64, status int, written int64, keep bool) (ok bool)
func netCloseConn(conn int64)

// ErrServerClosed is returned by Serve and ListenAndServe once Shutdown or Close was called.
var ErrServerClosed = errors.New("http: Server closed")

// ErrAbortHandler is a panic value that ends a handler without a word in the log.
var ErrAbortHandler = errors.New("net/http: abort Handler")

// ErrNotSupported says that a feature is not available.
var ErrNotSupported = errors.New("feature not supported")

type contextKey struct {
	name string
}

func (k *contextKey) String() string { return "net/http context value " + k.name }

// ServerContextKey is the key of the *Server in a request's context.
var ServerContextKey = &contextKey{"http-server"}

// A ConnState is the state of a connection of a server.
type ConnState int

// A connection is new until its first request, then active while a handler runs and idle in between.
const (
	StateNew ConnState = iota
	StateActive
	StateIdle
	StateHijacked
	StateClosed
)

var stateNames = []string{"new", "active", "idle", "hijacked", "closed"}

func (c ConnState) String() string { return stateNames[c] }

// A Server serves requests.
type Server struct {
	Addr              string
	Handler           Handler
	ReadTimeout       time.Duration
	ReadHeaderTimeout time.Duration
	WriteTimeout      time.Duration
	IdleTimeout       time.Duration
	MaxHeaderBytes    int
	ErrorLog          *log.Logger

	// Read without the lock at each request: an instruction of the machine is atomic.
	inShutdown        bool
	disableKeepAlives bool

	mu            sync.Mutex
	listeners     map[int64]bool
	activeConn    map[*conn]struct{}
	onShutdown    []func()
	listenerGroup sync.WaitGroup
}

// ListenAndServe listens on addr and serves with handler, or with DefaultServeMux if that is nil.
func ListenAndServe(addr string, handler Handler) error {
	server := &Server{Addr: addr, Handler: handler}
	return server.ListenAndServe()
}

// ListenAndServe listens on srv.Addr and serves. It always returns an error.
func (srv *Server) ListenAndServe() error {
	if srv.inShutdown {
		return ErrServerClosed
	}
	addr := srv.Addr
	if addr == "" {
		addr = ":http"
	}
	listener, text := netListen(addr)
	if listener == 0 {
		return errors.New(text)
	}
	return srv.serve(listener)
}

func (srv *Server) serve(listener int64) error {
	if !srv.trackListener(listener) {
		netCloseListener(listener)
		return ErrServerClosed
	}
	defer srv.listenerGroup.Done()
	ctx := context.WithValue(context.Background(), ServerContextKey, srv)
	for {
		id, remote := netAccept(listener)
		if id == 0 {
			if srv.inShutdown {
				return ErrServerClosed
			}
			return errors.New("accept: use of closed network connection")
		}
		c := &conn{server: srv, id: id, remoteAddr: remote}
		c.readEnd.L = &c.readMu
		srv.trackConn(c)
		go c.serve(ctx)
	}
}

func (srv *Server) trackListener(listener int64) bool {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	if srv.inShutdown {
		return false
	}
	if srv.listeners == nil {
		srv.listeners = make(map[int64]bool)
	}
	srv.listeners[listener] = true
	srv.listenerGroup.Add(1)
	return true
}

func (srv *Server) closeListenersLocked() {
	for listener := range srv.listeners {
		netCloseListener(listener)
	}
	srv.listeners = nil
}

// RegisterOnShutdown adds a function that Shutdown starts in a goroutine of its own.
func (srv *Server) RegisterOnShutdown(f func()) {
	srv.mu.Lock()
	srv.onShutdown = append(srv.onShutdown, f)
	srv.mu.Unlock()
}

// SetKeepAlivesEnabled says whether connections serve more than one request.
func (srv *Server) SetKeepAlivesEnabled(v bool) {
	srv.disableKeepAlives = !v
	if !v {
		srv.closeIdleConns()
	}
}

const shutdownPollIntervalMax = 500 * time.Millisecond

// Shutdown stops listening and waits until no connection is active, or until ctx ends. It does not interrupt
// handlers.
func (srv *Server) Shutdown(ctx context.Context) error {
	srv.inShutdown = true
	srv.mu.Lock()
	srv.closeListenersLocked()
	for _, f := range srv.onShutdown {
		go f()
	}
	srv.mu.Unlock()
	srv.listenerGroup.Wait()

	wait := time.Millisecond
	timer := time.NewTimer(jittered(wait))
	defer timer.Stop()
	for !srv.closeIdleConns() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
		}
		wait = min(2*wait, shutdownPollIntervalMax)
		timer.Reset(jittered(wait))
	}
	return nil
}

// jittered is up to a tenth longer than d.
func jittered(d time.Duration) time.Duration { return d + time.Duration(rand.Intn(int(d/10))) }

// Close stops listening and closes all connections.
func (srv *Server) Close() error {
	srv.inShutdown = true
	srv.mu.Lock()
	srv.closeListenersLocked()
	srv.mu.Unlock()
	srv.listenerGroup.Wait()
	srv.mu.Lock()
	defer srv.mu.Unlock()
	for c := range srv.activeConn {
		netCloseConn(c.id)
		delete(srv.activeConn, c)
	}
	return nil
}

// newConnGrace is how long a connection without a request counts as busy.
const newConnGrace = 5 * time.Second

// closeIdleConns closes the idle connections and reports whether there are no others.
func (srv *Server) closeIdleConns() bool {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	for c := range srv.activeConn {
		if c.idle() {
			netCloseConn(c.id)
			delete(srv.activeConn, c)
		}
	}
	return len(srv.activeConn) == 0
}

// idle reports whether no request is under way or expected. The server's lock is held.
func (c *conn) idle() bool {
	if c.state == StateNew {
		return c.since.Unix() < time.Now().Add(-newConnGrace).Unix()
	}
	return c.state == StateIdle
}

func (srv *Server) logf(format string, args ...any) {
	if srv.ErrorLog != nil {
		srv.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}

// A conn is a connection of a client.
type conn struct {
	server     *Server
	id         int64
	remoteAddr string
	cancelCtx  context.CancelFunc
	last       message

	// Set by the goroutine that serves, read by closeIdleConns.
	state ConnState
	since time.Time // when it was new

	// The goroutine that watches the client while a handler runs.
	readMu  sync.Mutex
	readEnd sync.Cond
	inRead  bool
}

// A message is what a client has sent. Clients often send the same again.
type message struct {
	req     Request // without what each request has of its own
	url     url.URL
	headers []string
	body    []byte
}

// An exchange is a request and its answer, which are made at once.
type exchange struct {
	req Request
	url url.URL
	w   response
}

// Codes of netReadRequest.
const (
	newRequest  = 0
	sameRequest = 3
)

// trackConn takes a new connection in.
func (srv *Server) trackConn(c *conn) {
	c.since = time.Now()
	srv.mu.Lock()
	if srv.activeConn == nil {
		srv.activeConn = make(map[*conn]struct{})
	}
	srv.activeConn[c] = struct{}{}
	srv.mu.Unlock()
}

// forgetConn takes a closed connection out.
func (srv *Server) forgetConn(c *conn) {
	c.state = StateClosed
	srv.mu.Lock()
	delete(srv.activeConn, c)
	srv.mu.Unlock()
}

// serve serves one request after the other.
func (c *conn) serve(ctx context.Context) {
	var inFlight *response
	own := c // The function below gets at it by way of the heap, the loop need not.
	defer func() {
		if err := recover(); err != nil && err != ErrAbortHandler {
			own.server.logf("http: panic serving %v: %v\n%s", own.remoteAddr, err, debug.Stack())
		}
		if inFlight != nil {
			inFlight.cancelCtx()
			own.abortPendingRead(true)
			if body := inFlight.reqBody; body != nil {
				body.closed = true
			}
		}
		netCloseConn(own.id)
		own.server.forgetConn(own)
	}()
	ctx, c.cancelCtx = context.WithCancel(ctx)
	defer c.cancelCtx()
	srv := c.server
	for {
		w := c.readRequest(ctx)
		if w == nil {
			return
		}
		c.state = StateActive
		c.startBackgroundRead()
		inFlight = w
		if handler := srv.Handler; handler != nil {
			handler.ServeHTTP(w, w.req)
		} else {
			DefaultServeMux.ServeHTTP(w, w.req)
		}
		inFlight = nil
		w.cancelCtx()
		if !w.finishRequest() {
			return
		}
		c.state = StateIdle
		if srv.inShutdown || srv.disableKeepAlives {
			return
		}
	}
}

// readRequest waits for the next request; nil if none will come.
func (c *conn) readRequest(ctx context.Context) *response {
	srv := c.server
	var idle *time.Timer
	if srv.IdleTimeout > 0 || srv.ReadTimeout > 0 {
		idle = c.closeWhenIdle()
	}
	code, method, target, host, headers, body := netReadRequest(c.id)
	if idle != nil {
		idle.Stop()
	}
	if code == newRequest {
		u, err := url.ParseRequestURI(target)
		if err != nil {
			netRespond(c.id, StatusBadRequest, 0, false)
			return nil
		}
		c.understand(method, target, host, headers, body, u)
	} else if code != sameRequest {
		return nil
	}
	x := new(exchange)
	x.req = c.last.req
	x.url = c.last.url
	x.req.URL = &x.url
	x.req.Header = make(Header)
	for i := 0; i+1 < len(c.last.headers); i += 2 {
		x.req.Header.Add(c.last.headers[i], c.last.headers[i+1])
	}
	if len(c.last.body) > 0 {
		x.w.reqBody = &requestBody{rest: c.last.body}
		x.req.Body = x.w.reqBody
	}
	x.w.conn = c
	x.w.req = &x.req
	x.req.ctx, x.w.cancelCtx = context.WithCancel(ctx)
	if srv.WriteTimeout > 0 {
		x.w.limited = true
		x.w.deadline = time.Now().Add(srv.WriteTimeout)
	}
	return &x.w
}

// understand makes the message that all requests are made from that read the same.
func (c *conn) understand(method, target, host string, headers []string, body []byte, u *url.URL) {
	c.last = message{headers: headers, body: body, url: *u}
	c.last.req = Request{
		Method:        method,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Body:          emptyBody,
		ContentLength: int64(len(body)),
		Host:          host,
		RemoteAddr:    c.remoteAddr,
		RequestURI:    target,
	}
}

// closeWhenIdle closes the connection when it has waited for a request for too long.
func (c *conn) closeWhenIdle() *time.Timer {
	limit := c.server.IdleTimeout
	if limit == 0 {
		limit = c.server.ReadTimeout
	}
	if limit <= 0 {
		return nil
	}
	return time.AfterFunc(limit, func() { netCloseConn(c.id) })
}

func (c *conn) startBackgroundRead() {
	c.inRead = true // Nobody watches yet, so nobody else looks.
	go c.backgroundRead()
}

// backgroundRead ends the contexts of the connection when the client leaves.
func (c *conn) backgroundRead() {
	if netBackgroundRead(c.id) == 1 {
		c.cancelCtx()
	}
	c.readMu.Lock()
	c.inRead = false
	c.readEnd.Broadcast()
	c.readMu.Unlock()
}

// abortPendingRead ends backgroundRead, unless netRespond has done so, and waits for it.
func (c *conn) abortPendingRead(tell bool) {
	c.readMu.Lock()
	if tell && c.inRead {
		netAbortRead(c.id)
	}
	for c.inRead {
		c.readEnd.Wait()
	}
	c.readMu.Unlock()
}

// A response is the answer to a request.
type response struct {
	conn      *conn
	req       *Request
	reqBody   *requestBody // nil without a body
	cancelCtx context.CancelFunc
	header    Header
	status    int
	written   int64
	limited   bool // There is a deadline.
	deadline  time.Time
}

func (w *response) Header() Header {
	if w.header == nil {
		w.header = make(Header)
	}
	return w.header
}

func checkCode(code int) {
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
}

func (w *response) WriteHeader(code int) {
	if w.status != 0 {
		w.conn.server.logf("http: superfluous response.WriteHeader call")
		return
	}
	checkCode(code)
	if code >= 100 && code <= 199 && code != StatusSwitchingProtocols {
		return
	}
	w.status = code
}

// ErrBodyNotAllowed is returned by writes to an answer that has no body.
var ErrBodyNotAllowed = errors.New("http: request method or response status code does not allow body")

func (w *response) Write(data []byte) (int, error) {
	return w.send(len(data))
}

func (w *response) WriteString(data string) (int, error) { return w.send(len(data)) }

// send sends n bytes. Go writes them through buffers that it keeps for the next answer, so
// that an answer takes no memory however long it is, and no client of ours reads it.
func (w *response) send(n int) (int, error) {
	if w.status == 0 {
		w.status = StatusOK
	}
	if n == 0 {
		return 0, nil
	}
	if w.status == StatusNoContent || w.status == StatusNotModified {
		return 0, ErrBodyNotAllowed
	}
	if w.req.Method != "HEAD" {
		w.written += int64(n)
	}
	return n, nil
}

func (w *response) Flush() {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
}

// finishRequest sends the answer and reports whether the connection serves another request.
func (w *response) finishRequest() bool {
	if w.status == 0 {
		w.status = StatusOK
	}
	c := w.conn
	srv := c.server
	keep := !srv.inShutdown && !srv.disableKeepAlives && (w.header == nil || !w.wantsClose())
	ok := false
	late := w.limited && time.Now().After(w.deadline)
	if !late {
		ok = netRespond(c.id, w.status, w.written, keep)
	}
	c.abortPendingRead(late)
	if w.reqBody != nil {
		w.reqBody.closed = true
	}
	return ok && keep
}

func (w *response) wantsClose() bool { return strings.EqualFold(w.header.Get("Connection"), "close") }
