package http

import (
	"context"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A readerConn is a connection whose client reads the bodies of answers. Those of load clients do
// not, and theirs are not kept: conn serves them.
type readerConn struct {
	*conn
	inFlight *readAnswer
}

// A readAnswer is an answer whose body is kept until it is sent.
type readAnswer struct {
	*response
	body    []byte
	flushed bool // The header went before the end.
}

func (w *readAnswer) Write(data []byte) (int, error) {
	n, err := w.send(len(data))
	w.body = append(w.body, data[:n]...)
	return n, err
}

func (w *readAnswer) WriteString(data string) (int, error) { return w.Write([]byte(data)) }

func (w *readAnswer) Flush() {
	w.response.Flush()
	w.flushed = true
}

// sendBody sends what was kept, before finishRequest ends the answer.
func (w *readAnswer) sendBody() {
	h := w.Header()
	w.complete(h)
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	header := make([]string, 0, 2*len(h))
	for _, name := range names {
		for _, value := range h[name] {
			header = append(header, name, value)
		}
	}
	body := w.body
	if w.req.Method == "HEAD" {
		body = nil
	}
	netSendBody(w.conn.id, header, body)
}

// bufferBeforeChunking is how long an answer may be for the server to tell its length.
const bufferBeforeChunking = 2048

// TimeFormat is how HTTP writes times, which are in UTC.
const TimeFormat = "Mon, 02 Jan 2006 15:04:05 GMT"

// complete adds what the handler has not said.
func (w *readAnswer) complete(h Header) {
	if _, has := h["Date"]; !has {
		h["Date"] = []string{time.Now().UTC().Format(TimeFormat)}
	}
	if strings.EqualFold(w.req.Header.Get("Connection"), "close") {
		h["Connection"] = []string{"close"}
	}
	if w.status == StatusNoContent || w.status == StatusNotModified {
		return
	}
	if _, has := h["Content-Type"]; !has && len(w.body) > 0 {
		h["Content-Type"] = []string{DetectContentType(w.body)}
	}
	if _, has := h["Content-Length"]; !has && !w.flushed && len(w.body) <= bufferBeforeChunking {
		h["Content-Length"] = []string{strconv.Itoa(len(w.body))}
	}
}

// serveReader serves a connection whose client reads; id is its number with a minus.
func (srv *Server) serveReader(id int64, remote string) {
	c := &readerConn{conn: &conn{server: srv, id: -id, remoteAddr: remote}}
	c.readEnd.L = &c.readMu
	srv.trackConn(c.conn)
	go c.serve(context.WithValue(context.Background(), ServerContextKey, srv))
}

// serve serves one request after the other, as conn does.
func (c *readerConn) serve(ctx context.Context) {
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
		c.inFlight = &readAnswer{response: w}
		if srv.Handler != nil {
			srv.Handler.ServeHTTP(c.inFlight, w.req)
		} else {
			DefaultServeMux.ServeHTTP(c.inFlight, w.req)
		}
		w.cancelCtx()
		c.inFlight.sendBody()
		c.inFlight = nil
		if !w.finishRequest() {
			return
		}
		c.state = StateIdle
		if srv.inShutdown || srv.disableKeepAlives {
			return
		}
	}
}

// leave closes the connection, whatever has ended serve.
func (c *readerConn) leave() {
	if err := recover(); err != nil && err != ErrAbortHandler {
		c.server.logf("http: panic serving %v: %v\n%s", c.remoteAddr, err, debug.Stack())
	}
	if w := c.inFlight; w != nil {
		w.cancelCtx()
		c.abortPendingRead(true)
		if w.reqBody != nil {
			w.reqBody.closed = true
		}
	}
	netCloseConn(c.id)
	c.server.forgetConn(c.conn)
}
