package http

import (
	"context"
	"math"
	"net"
	"net/url"
	"runtime/debug"
	"sync"
	"time"
)

// A conn is a connection of a client.
type conn struct {
	server     *Server
	id         int64
	remoteAddr string
	cancelCtx  context.CancelFunc
	last       message

	// The same for those who are told of connections; nil if nobody is.
	told net.Conn

	// Whether the client reads the bodies of answers. Load clients do not, and theirs are not kept.
	reads    bool
	inFlight *response
	answer   *readAnswer // The same with its body, for a client that reads.

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
	defer c.leave()
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
		c.inFlight = w
		if c.reads {
			c.answerReader(w)
		} else if handler := srv.Handler; handler != nil {
			handler.ServeHTTP(w, w.req)
		} else {
			DefaultServeMux.ServeHTTP(w, w.req)
		}
		c.inFlight = nil
		w.cancelCtx()
		if !w.finishRequest() {
			return
		}
		c.state = StateIdle
		if srv.inShutdown || srv.disableKeepAlives {
			if c.told != nil {
				c.tell(StateIdle)
			}
			return
		}
	}
}

// leave closes the connection, whatever has ended serve.
func (c *conn) leave() {
	if err := recover(); err != nil && err != ErrAbortHandler {
		c.server.logf("http: panic serving %v: %v\n%s", c.remoteAddr, err, debug.Stack())
	}
	if w := c.inFlight; w != nil {
		w.cancelCtx()
		c.abortPendingRead(true)
		if w.reqBody != nil {
			w.reqBody.closed = true
		}
		if c.reads && c.answer.flushed >= 0 {
			c.answer.sendFlushed()
		}
	}
	netCloseConn(c.id)
	c.server.forgetConn(c)
	if c.told != nil {
		c.tell(StateClosed)
	}
}

// readRequest waits for the next request; nil if none will come.
func (c *conn) readRequest(ctx context.Context) *response {
	srv := c.server
	var idle *time.Timer
	if srv.IdleTimeout > 0 || srv.readLimits > 0 {
		idle = c.closeWhenIdle()
	}
	code, method, target, host, headers, body := netReadRequest(c.id)
	if idle != nil {
		c.endWait(idle, code)
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

// closeWhenIdle closes the connection when it has waited for a request for too long: a new one for its first header, another
// for the next request.
func (c *conn) closeWhenIdle() *time.Timer {
	limit := c.server.IdleTimeout
	if c.state == StateNew {
		limit = c.server.ReadHeaderTimeout
	}
	if limit == 0 {
		limit = c.server.ReadTimeout
	}
	if c.told != nil {
		if c.state == StateIdle {
			c.tell(StateIdle)
		}
		if limit <= 0 {
			limit = math.MaxInt64 // endWait has something to tell.
		}
	}
	if limit <= 0 {
		return nil
	}
	return time.AfterFunc(limit, func() { netCloseConn(c.id) })
}

// endWait ends what closeWhenIdle has begun.
func (c *conn) endWait(idle *time.Timer, code int) {
	idle.Stop()
	if c.told != nil && (code == newRequest || code == sameRequest) {
		c.tell(StateActive)
	}
}

func (c *conn) startBackgroundRead() {
	c.inRead = true // Nobody watches yet, so nobody else looks.
	go c.backgroundRead()
}

// backgroundRead ends the contexts of the connection when the client leaves. Mostly it is ended while it is blocked: Go has it
// return and say so, here it is gone at once, as it would only cost time.
func (c *conn) backgroundRead() {
	if netBackgroundRead(c.id) == 1 {
		c.cancelCtx()
	}
	c.readMu.Lock()
	c.inRead = false
	c.readEnd.Broadcast()
	c.readMu.Unlock()
}

// abortPendingRead ends backgroundRead, unless netRespond has done so, and waits for it if it is on its way.
func (c *conn) abortPendingRead(tell bool) {
	c.readMu.Lock()
	if tell && c.inRead && netAbortRead(c.id) {
		c.inRead = false
	}
	for c.inRead {
		c.readEnd.Wait()
	}
	c.readMu.Unlock()
}
