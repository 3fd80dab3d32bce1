package redis

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

var (
	// ErrClosed: the client is closed.
	ErrClosed = errors.New("redis: client is closed")
	// ErrPoolTimeout: no connection has become free in time.
	ErrPoolTimeout = errors.New("redis: connection pool timeout")
)

// PoolStats are counts of the pool.
type PoolStats struct {
	Hits, Misses, Timeouts uint32
	WaitCount              uint32
	WaitDurationNs         int64
	TotalConns, IdleConns  uint32
	StaleConns             uint32
}

// A pool lends connections, at most so many at a time.
type pool struct {
	opt    *Options
	server int64
	turns  chan struct{} // one for each connection that may be out
	dials  chan struct{} // one for each dial that may be under way

	mu     sync.Mutex
	idle   []*conn
	total  int
	closed bool
	stats  PoolStats

	failed   atomic.Uint32 // dials in a row, as far as a pool of this size counts them
	lastMu   sync.Mutex
	lastFail error
}

func newPool(opt *Options) *pool {
	p := &pool{opt: opt, server: serverOpen(opt.Addr)}
	p.turns = make(chan struct{}, opt.PoolSize)
	p.dials = make(chan struct{}, opt.PoolSize)
	for range opt.PoolSize {
		p.turns <- struct{}{}
	}
	return p
}

// get returns an idle connection or a new one. It waits for its turn, but not longer than PoolTimeout.
func (p *pool) get(ctx context.Context) (*conn, error) {
	if err := p.waitTurn(ctx); err != nil {
		return nil, err
	}
	for {
		cn, err := p.popIdle()
		if err != nil {
			p.freeTurn()
			return nil, err
		}
		if cn == nil {
			break
		}
		if p.healthy(cn) {
			p.count(&p.stats.Hits)
			return cn, nil
		}
		p.count(&p.stats.StaleConns)
		p.drop(cn)
	}
	p.count(&p.stats.Misses)
	return p.dialOut(ctx)
}

func (p *pool) count(n *uint32) {
	p.mu.Lock()
	*n++
	p.mu.Unlock()
}

func (p *pool) waitTurn(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-p.turns:
		return nil
	default:
	}
	start := time.Now()
	timer := time.NewTimer(p.opt.PoolTimeout)
	defer timer.Stop()
	select {
	case <-p.turns:
		p.mu.Lock()
		p.stats.WaitCount++
		p.stats.WaitDurationNs += int64(time.Since(start))
		p.mu.Unlock()
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		p.count(&p.stats.Timeouts)
		return ErrPoolTimeout
	}
}

func (p *pool) freeTurn() { p.turns <- struct{}{} }

func (p *pool) popIdle() (*conn, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.idle)
	switch {
	case p.closed:
		return nil, ErrClosed
	case n == 0:
		return nil, nil
	}
	if p.opt.PoolFIFO {
		cn := p.idle[0]
		p.idle = p.idle[1:]
		return cn, nil
	}
	cn := p.idle[n-1]
	p.idle = p.idle[:n-1]
	return cn, nil
}

// healthy reports whether a connection is neither too old nor closed by the other side.
func (p *pool) healthy(cn *conn) bool {
	now := time.Now()
	if p.opt.ConnMaxLifetime > 0 && now.Sub(cn.created) > p.opt.ConnMaxLifetime {
		return false
	}
	if p.opt.ConnMaxIdleTime > 0 && now.Sub(cn.used) >= p.opt.ConnMaxIdleTime {
		return false
	}
	return netAlive(cn.sock)
}

// dialOut dials in a goroutine of its own: a caller whose context ends leaves, and the connection goes to the idle ones.
func (p *pool) dialOut(ctx context.Context) (*conn, error) {
	select {
	case p.dials <- struct{}{}:
	case <-ctx.Done():
		p.freeTurn()
		return nil, ctx.Err()
	}
	w := &want{result: make(chan dialed, 1)}
	go p.dialFor(w)
	select {
	case d := <-w.result:
		return d.cn, d.err
	case <-ctx.Done():
		if cn := w.leave(); cn != nil {
			p.putIdle(cn)
			p.freeTurn()
		}
		return nil, ctx.Err()
	}
}

type dialed struct {
	cn  *conn
	err error
}

// A want is a caller that waits for a dial.
type want struct {
	mu     sync.Mutex
	over   bool
	result chan dialed
}

// deliver reports whether the caller was still there.
func (w *want) deliver(d dialed) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		return false
	}
	w.over = true
	w.result <- d
	return true
}

// leave returns what has been delivered meanwhile.
func (w *want) leave() *conn {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	select {
	case d := <-w.result:
		return d.cn
	default:
		return nil
	}
}

func (p *pool) dialFor(w *want) {
	defer func() { <-p.dials }()
	cn, err := p.dial()
	if err != nil {
		w.deliver(dialed{err: err})
		p.freeTurn()
		return
	}
	if !w.deliver(dialed{cn: cn}) {
		p.putIdle(cn)
		p.freeTurn()
	}
}

// dial tries several times. Once as many have failed as connections may be, all fail at once, until a dial that is tried
// every second succeeds.
func (p *pool) dial() (*conn, error) {
	if p.failed.Load() >= uint32(p.opt.PoolSize) {
		return nil, p.last()
	}
	var err error
	for try := range p.opt.DialerRetries {
		if try > 0 {
			time.Sleep(p.opt.DialerRetryTimeout)
		}
		var cn *conn
		if cn, err = dial(p.server, p.opt.Addr, p.opt.DialTimeout); err == nil {
			return p.admit(cn)
		}
	}
	p.setLast(err)
	if p.failed.Add(1) == uint32(p.opt.PoolSize) {
		go p.tryDial()
	}
	return nil, err
}

func (p *pool) admit(cn *conn) (*conn, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		netClose(cn.sock)
		return nil, ErrClosed
	}
	cn.pooled = p.total < p.opt.PoolSize
	p.total++
	return cn, nil
}

func (p *pool) tryDial() {
	for {
		p.mu.Lock()
		closed := p.closed
		p.mu.Unlock()
		if closed {
			return
		}
		cn, err := dial(p.server, p.opt.Addr, p.opt.DialTimeout)
		if err == nil {
			p.failed.Store(0)
			netClose(cn.sock)
			return
		}
		p.setLast(err)
		time.Sleep(time.Second)
	}
}

func (p *pool) last() error {
	p.lastMu.Lock()
	defer p.lastMu.Unlock()
	return p.lastFail
}

func (p *pool) setLast(err error) {
	p.lastMu.Lock()
	defer p.lastMu.Unlock()
	p.lastFail = err
}

// put takes a connection back.
func (p *pool) put(cn *conn) {
	cn.used = time.Now()
	p.putIdle(cn)
	p.freeTurn()
}

func (p *pool) putIdle(cn *conn) {
	p.mu.Lock()
	full := p.opt.MaxIdleConns > 0 && len(p.idle) >= p.opt.MaxIdleConns
	if cn.pooled && !p.closed && !full {
		p.idle = append(p.idle, cn)
		p.mu.Unlock()
		return
	}
	p.mu.Unlock()
	p.drop(cn)
}

// remove closes a connection that is out.
func (p *pool) remove(cn *conn) {
	p.drop(cn)
	p.freeTurn()
}

func (p *pool) drop(cn *conn) {
	p.mu.Lock()
	p.total--
	p.mu.Unlock()
	netClose(cn.sock)
}

func (p *pool) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ErrClosed
	}
	p.closed = true
	for _, cn := range p.idle {
		netClose(cn.sock)
	}
	p.total -= len(p.idle)
	p.idle = nil
	return nil
}
