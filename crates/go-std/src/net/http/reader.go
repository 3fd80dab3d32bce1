package http

import (
	"context"
	"runtime/debug"
	"slices"
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
	body []byte
}

func (w *readAnswer) Write(data []byte) (int, error) {
	before := w.written
	n, err := w.send(len(data))
	if w.written > before {
		w.body = append(w.body, data...)
	}
	return n, err
}

func (w *readAnswer) WriteString(data string) (int, error) { return w.Write([]byte(data)) }

// sendBody sends what was kept, before finishRequest ends the answer.
func (w *readAnswer) sendBody() {
	var names []string
	for name := range w.header {
		names = append(names, name)
	}
	slices.Sort(names)
	var header []string
	for _, name := range names {
		for _, value := range w.header[name] {
			header = append(header, name, value)
		}
	}
	netSendBody(w.conn.id, header, w.body)
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
