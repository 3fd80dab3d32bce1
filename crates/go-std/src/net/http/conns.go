package http

import (
	"context"
	"errors"
	"internal/netline"
	"net"
	"sync"
	"time"
)

// A wantConn is a request that wants a connection: one that becomes idle or one that is dialled, whichever comes first.
type wantConn struct {
	host   string
	result chan connOrError

	mu   sync.Mutex
	done bool
	ctx  context.Context // for the dial
}

type connOrError struct {
	pc  *persistConn
	err error
}

// deliver ends the wait, unless it is over.
func (w *wantConn) deliver(pc *persistConn, err error) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return false
	}
	w.done = true
	w.ctx = nil
	w.result <- connOrError{pc, err}
	return true
}

func (w *wantConn) waiting() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.done
}

// cancel ends the wait. A connection that has come at the same time goes back.
func (w *wantConn) cancel(t *Transport) {
	w.mu.Lock()
	came := w.done
	w.done = true
	w.ctx = nil
	w.mu.Unlock()
	if came {
		if r := <-w.result; r.pc != nil {
			t.putOrClose(r.pc)
		}
	}
}

// enqueue adds w to those who wait; who waits no more at the front is left out.
func enqueue(queue []*wantConn, w *wantConn) []*wantConn {
	for len(queue) > 0 && !queue[0].waiting() {
		queue = queue[1:]
	}
	return append(queue, w)
}

// getConn gets a connection: an idle one, or a new one.
func (t *Transport) getConn(ctx context.Context, host string) (*persistConn, error) {
	w := &wantConn{host: host, result: make(chan connOrError, 1), ctx: context.WithoutCancel(ctx)}
	if !t.queueForIdle(w) {
		t.queueForDial(w)
	}
	select {
	case r := <-w.result:
		if r.err != nil && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return r.pc, r.err
	case <-ctx.Done():
		w.cancel(t)
		return nil, context.Cause(ctx)
	}
}

// queueForIdle gives w the idle connection that was used last, or else notes that it would take one.
func (t *Transport) queueForIdle(w *wantConn) (delivered bool) {
	if t.DisableKeepAlives {
		return false
	}
	t.idleMu.Lock()
	defer t.idleMu.Unlock()
	t.closeIdle = false
	for conns := t.idle[w.host]; len(conns) > 0; conns = t.idle[w.host] {
		pc := conns[len(conns)-1]
		if !pc.isBroken() {
			if delivered = w.deliver(pc, nil); delivered {
				t.removeIdleLocked(pc)
			}
			return delivered
		}
		t.removeIdleLocked(pc)
	}
	if t.idleWant == nil {
		t.idleWant = make(map[string][]*wantConn)
	}
	t.idleWant[w.host] = enqueue(t.idleWant[w.host], w)
	return false
}

// queueForDial dials for w, at once or when the host may have another connection.
func (t *Transport) queueForDial(w *wantConn) {
	if t.MaxConnsPerHost <= 0 {
		go t.dialConnFor(w)
		return
	}
	t.connsMu.Lock()
	defer t.connsMu.Unlock()
	if t.conns == nil {
		t.conns = make(map[string]int)
		t.connsWant = make(map[string][]*wantConn)
	}
	if t.conns[w.host] < t.MaxConnsPerHost {
		t.conns[w.host]++
		go t.dialConnFor(w)
		return
	}
	t.connsWant[w.host] = enqueue(t.connsWant[w.host], w)
}

// dialConnFor dials for w. Whoever has got another connection meanwhile leaves this one to the others.
func (t *Transport) dialConnFor(w *wantConn) {
	w.mu.Lock()
	ctx := w.ctx
	w.mu.Unlock()
	if ctx == nil {
		t.leave(w.host)
		return
	}
	pc, err := t.dialConn(ctx, w.host)
	delivered := w.deliver(pc, err)
	if err != nil {
		t.leave(w.host)
	} else if !delivered {
		t.putOrClose(pc)
	}
}

func (t *Transport) dialConn(ctx context.Context, host string) (*persistConn, error) {
	c, err := t.dial(ctx, host)
	if err != nil {
		return nil, err
	}
	line := netline.Number(c)
	if line == 0 {
		c.Close()
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("the connection is not one of package net")}
	}
	pc := &persistConn{
		t:             t,
		host:          host,
		conn:          c,
		line:          line,
		requests:      make(chan requestAndAnswer, 1),
		writes:        make(chan writeRequest, 1),
		closech:       make(chan struct{}),
		writeLoopDone: make(chan struct{}),
	}
	go pc.readLoop()
	go pc.writeLoop()
	return pc, nil
}

// leave says that a connection to the host is gone: somebody else may dial.
func (t *Transport) leave(host string) {
	if t.MaxConnsPerHost <= 0 {
		return
	}
	t.connsMu.Lock()
	defer t.connsMu.Unlock()
	queue := t.connsWant[host]
	for len(queue) > 0 {
		w := queue[0]
		queue = queue[1:]
		t.connsWant[host] = queue
		if w.waiting() {
			go t.dialConnFor(w)
			return
		}
	}
	t.conns[host]--
}

func (t *Transport) putOrClose(pc *persistConn) {
	if err := t.putIdle(pc); err != nil {
		pc.close(err)
	}
}

// putIdle gives a connection to who waits longest for one, or keeps it. The error says why it must be closed.
func (t *Transport) putIdle(pc *persistConn) error {
	if t.DisableKeepAlives || t.MaxIdleConnsPerHost < 0 {
		return errKeepAlivesDisabled
	}
	if pc.isBroken() {
		return errConnBroken
	}
	pc.markReused()
	t.idleMu.Lock()
	defer t.idleMu.Unlock()
	for queue := t.idleWant[pc.host]; len(queue) > 0; {
		w := queue[0]
		queue = queue[1:]
		if len(queue) > 0 {
			t.idleWant[pc.host] = queue
		} else {
			delete(t.idleWant, pc.host)
		}
		if w.deliver(pc, nil) {
			return nil
		}
	}
	if t.closeIdle {
		return errCloseIdle
	}
	most := t.MaxIdleConnsPerHost
	if most == 0 {
		most = DefaultMaxIdleConnsPerHost
	}
	if len(t.idle[pc.host]) >= most {
		return errTooManyIdleHost
	}
	t.addIdleLocked(pc)
	return nil
}

func (t *Transport) addIdleLocked(pc *persistConn) {
	if t.idle == nil {
		t.idle = make(map[string][]*persistConn)
	}
	t.idle[pc.host] = append(t.idle[pc.host], pc)
	pc.place = t.idleAll.PushFront(pc)
	if t.MaxIdleConns > 0 && t.idleAll.Len() > t.MaxIdleConns {
		oldest := t.idleAll.Back().Value.(*persistConn)
		oldest.close(errTooManyIdle)
		t.removeIdleLocked(oldest)
	}
	if t.IdleConnTimeout > 0 {
		if pc.idleTimer != nil {
			pc.idleTimer.Reset(t.IdleConnTimeout)
		} else {
			pc.idleTimer = time.AfterFunc(t.IdleConnTimeout, pc.closeIfIdle)
		}
	}
}

// removeIdleLocked takes a connection out of those that are idle, if it is one.
func (t *Transport) removeIdleLocked(pc *persistConn) bool {
	if pc.place == nil {
		return false
	}
	if pc.idleTimer != nil {
		pc.idleTimer.Stop()
	}
	t.idleAll.Remove(pc.place)
	pc.place = nil
	conns := t.idle[pc.host]
	for i, other := range conns {
		if other != pc {
			continue
		}
		if len(conns) == 1 {
			delete(t.idle, pc.host)
		} else {
			copy(conns[i:], conns[i+1:])
			t.idle[pc.host] = conns[:len(conns)-1]
		}
		return true
	}
	return false
}

func (t *Transport) removeIdle(pc *persistConn) {
	t.idleMu.Lock()
	t.removeIdleLocked(pc)
	t.idleMu.Unlock()
}

// closeIfIdle closes a connection that was idle for too long.
func (pc *persistConn) closeIfIdle() {
	t := pc.t
	t.idleMu.Lock()
	defer t.idleMu.Unlock()
	if t.removeIdleLocked(pc) {
		pc.close(errIdleConnTimeout)
	}
}
