package http

import (
	"container/list"
	"context"
	"fmt"
	"internal/netline"
	"io"
	"net"
	"sync"
	"syscall"
	"time"
)

// A persistConn is a connection to a server, with two goroutines: one that reads and one that writes.
type persistConn struct {
	t             *Transport
	host          string
	conn          net.Conn
	line          int64
	requests      chan requestAndAnswer // from roundTrip to readLoop
	writes        chan writeRequest     // from roundTrip to writeLoop
	closech       chan struct{}
	writeLoopDone chan struct{}

	// The lock of idle connections of the transport is held.
	place     *list.Element
	idleTimer *time.Timer

	mu       sync.Mutex
	expected int   // answers
	closed   error // why
	canceled error // the cause, if a request was given up
	reused   bool
}

// A transportRequest is a request on its way through a transport.
type transportRequest struct {
	req    *Request
	body   io.ReadCloser
	ctx    context.Context
	cancel context.CancelCauseFunc
}

type requestAndAnswer struct {
	tr     *transportRequest
	answer chan answerOrError
	gone   <-chan struct{} // Nobody waits any more.
}

type answerOrError struct {
	resp *Response
	err  error
}

type writeRequest struct {
	tr   *transportRequest
	done chan<- error
}

// A readFromServerError says that the server has closed the connection instead of answering.
type readFromServerError struct {
	error
}

func (e readFromServerError) Unwrap() error { return e.error }
func (e readFromServerError) Error() string {
	return fmt.Sprintf("net/http: Transport failed to read from server: %v", e.error)
}

// A nothingWrittenError says that the server has seen nothing of the request.
type nothingWrittenError struct {
	error
}

func (e nothingWrittenError) Unwrap() error { return e.error }

// maxPostCloseRead is how much of a body is read after it was closed, so that its connection can be kept.
const maxPostCloseRead = 256 << 10

// roundTrip sends a request and waits for its answer, for the end of its context, or of the connection.
func (pc *persistConn) roundTrip(tr *transportRequest) (*Response, error) {
	req, t := tr.req, pc.t
	pc.mu.Lock()
	pc.expected++
	pc.mu.Unlock()
	gzip := !t.DisableCompression && req.Method != "HEAD" && req.Header.Get("Accept-Encoding") == "" &&
		req.Header.Get("Range") == ""
	closing := req.Close || t.DisableKeepAlives
	method, host := req.Method, req.Host
	if method == "" {
		method = "GET"
	}
	if host == "" {
		host = req.URL.Host
	}
	netline.Prepare(pc.line, method, req.URL.RequestURI(), host, req.fields(gzip, closing))

	gone := make(chan struct{})
	defer close(gone)
	written := make(chan error, 1)
	pc.writes <- writeRequest{tr, written}
	answer := make(chan answerOrError)
	pc.requests <- requestAndAnswer{tr, answer, gone}

	var headerTimer <-chan time.Time
	done, closed := tr.ctx.Done(), pc.closech
	for {
		select {
		case err := <-written:
			if err != nil {
				pc.close(fmt.Errorf("write error: %w", err))
				return nil, pc.roundTripError(err)
			}
			if d := t.ResponseHeaderTimeout; d > 0 {
				timer := time.NewTimer(d)
				defer timer.Stop()
				headerTimer = timer.C
			}
		case <-closed:
			select {
			case a := <-answer:
				return pc.answered(a)
			default:
			}
			return nil, pc.roundTripError(pc.closed)
		case <-headerTimer:
			pc.close(errResponseHeaderTimeout)
			return nil, errResponseHeaderTimeout
		case a := <-answer:
			return pc.answered(a)
		case <-done:
			select {
			case a := <-answer:
				return pc.answered(a)
			default:
			}
			pc.cancelRequest(context.Cause(tr.ctx))
			done = nil
		}
	}
}

func (pc *persistConn) answered(a answerOrError) (*Response, error) {
	if a.err != nil {
		return nil, pc.roundTripError(a.err)
	}
	return a.resp, nil
}

// roundTripError is the error for the caller when its connection has ended with err.
func (pc *persistConn) roundTripError(err error) error {
	<-pc.writeLoopDone
	pc.mu.Lock()
	canceled := pc.canceled
	pc.mu.Unlock()
	if canceled != nil {
		return canceled
	}
	switch err.(type) {
	case readFromServerError, nothingWrittenError:
		return err
	}
	if err == errServerClosedIdle {
		return err
	}
	return fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", err)
}

// writeLoop sends requests.
func (pc *persistConn) writeLoop() {
	defer close(pc.writeLoopDone)
	for {
		select {
		case wr := <-pc.writes:
			err := pc.write(wr.tr)
			wr.done <- err
			if err != nil {
				pc.close(err)
				return
			}
		case <-pc.closech:
			return
		}
	}
}

func (pc *persistConn) write(tr *transportRequest) error {
	body, err := readAndClose(tr.body, tr.req.ContentLength)
	if err != nil {
		return err
	}
	if !netline.Send(pc.line, body) {
		return nothingWrittenError{errServerClosedIdle}
	}
	return nil
}

// readLoop reads answers. After each it waits until its body was read.
func (pc *persistConn) readLoop() {
	why := errReadLoopExiting
	// Whoever reads the end of a body waits on it until the connection is idle again.
	idle := make(chan struct{})
	defer func() {
		pc.close(why)
		pc.t.removeIdle(pc)
		close(idle)
	}()
	for alive := true; alive; {
		code, status, headers, body, length, closing := netline.Receive(pc.line)
		pc.mu.Lock()
		unasked := pc.expected == 0
		pc.mu.Unlock()
		if unasked {
			why = errServerClosedIdle
			return
		}
		rc := <-pc.requests
		cut := code == netline.ReceiveCut
		if code != netline.ReceiveAnswer && !cut {
			why = readFromServerError{pc.endOf(code)}
			select {
			case rc.answer <- answerOrError{err: why}:
			case <-rc.gone:
			}
			return
		}
		pc.mu.Lock()
		pc.expected--
		pc.mu.Unlock()
		resp := newResponse(rc.tr.req, status, headers, length, closing && !cut)
		alive = !closing && !rc.tr.req.Close
		if length == 0 || rc.tr.req.Method == "HEAD" {
			// Idle before the caller knows, so that its next request can take this connection.
			alive = alive && pc.keep(&why)
			select {
			case rc.answer <- answerOrError{resp: resp}:
			case <-rc.gone:
				return
			}
			rc.tr.cancel(errRequestDone)
			continue
		}
		ended := make(chan error, 1)
		resp.Body = &answerBody{rest: body, sized: length > 0, cut: cut && int64(len(body)) != length, ended: ended, idle: idle}
		select {
		case rc.answer <- answerOrError{resp: resp}:
		case <-rc.gone:
			return
		}
		select {
		case how := <-ended:
			if how == io.EOF {
				alive = alive && pc.keep(&why)
				idle <- struct{}{}
			} else {
				idle <- struct{}{}
				alive = alive && length <= maxPostCloseRead && len(body) <= maxPostCloseRead && pc.keep(&why)
			}
		case <-rc.tr.ctx.Done():
			alive = false
			pc.cancelRequest(context.Cause(rc.tr.ctx))
		case <-pc.closech:
			alive = false
		}
		rc.tr.cancel(errRequestDone)
	}
}

// keep gives the connection back to the transport; false if that does not want it.
func (pc *persistConn) keep(why *error) bool {
	err := pc.t.putIdle(pc)
	if err != nil {
		*why = err
	}
	return err == nil
}

// endOf is the error of a connection that has ended.
func (pc *persistConn) endOf(code int) error {
	var err error
	switch code {
	case netline.ReceiveEnd:
		return io.EOF
	case netline.ReceiveReset:
		err = netline.CallError{"read", syscall.ECONNRESET}
	default:
		err = net.ErrClosed
	}
	return &net.OpError{Op: "read", Net: "tcp", Source: pc.conn.LocalAddr(), Addr: pc.conn.RemoteAddr(), Err: err}
}

func (pc *persistConn) isBroken() bool {
	pc.mu.Lock()
	defer pc.mu.Unlock()
	return pc.closed != nil
}

func (pc *persistConn) isReused() bool {
	pc.mu.Lock()
	defer pc.mu.Unlock()
	return pc.reused
}

func (pc *persistConn) markReused() {
	pc.mu.Lock()
	pc.reused = true
	pc.mu.Unlock()
}

// cancelRequest closes the connection because the caller has given up.
func (pc *persistConn) cancelRequest(cause error) {
	pc.mu.Lock()
	defer pc.mu.Unlock()
	pc.canceled = cause
	pc.closeLocked(errRequestCanceled)
}

func (pc *persistConn) close(why error) {
	pc.mu.Lock()
	defer pc.mu.Unlock()
	pc.closeLocked(why)
}

func (pc *persistConn) closeLocked(why error) {
	if pc.closed != nil {
		return
	}
	pc.closed = why
	pc.t.leave(pc.host)
	pc.conn.Close()
	close(pc.closech)
}
