package hikari

import (
	"runtime"
	"sync"
	"time"
)

// What is to be done with a connection that was borrowed; from evicted on it is closed for the reason beyond.
const (
	kindNone = iota
	kindGood
	kindValidate
	kindEvicted
)

// Why a connection is taken out.
const (
	reasonEvicted = iota
	reasonTooOld
	reasonDead
	reasonBroken
)

// How a free connection is offered to those who wait.
const (
	offerReturned = iota
	offerAdded
	offerUnreserved
)

type pool struct {
	id     int64
	config *Config
	source int64

	// Read from the settings when the housekeeper runs.
	connectionTimeout, validationTimeout, leakDetectionThreshold int64

	validChecked bool
	lastFailure  *SQLException
	shutDown     bool

	mu      sync.Mutex
	entries map[int64]*poolEntry
	closing bool            // the closer runs
	closeCh chan *poolEntry // its queue
	ending  chan struct{}   // closed when the closer is to end once its queue is empty
	ended   chan struct{}   // closed when it has ended
	adderCh chan struct{}   // closed when the adder ends

	due  chan *task    // the housekeeper's
	stop chan struct{} // closed when it is to end
}

// A poolEntry is a connection of the pool.
type poolEntry struct {
	id        int64
	wire      *wire
	endOfLife *task
	keepalive *task
	detached  bool // taken out of the pool
}

func (p *pool) name() string { return p.config.poolName }

func (p *pool) readSettings() {
	p.connectionTimeout = p.config.connectionTimeout
	p.validationTimeout = p.config.validationTimeout
	p.leakDetectionThreshold = p.config.leakDetectionThreshold
}

func (p *pool) entry(id int64) *poolEntry {
	p.mu.Lock()
	e := p.entries[id]
	p.mu.Unlock()
	return e
}

// getConnection borrows until it has a connection that is alive or the time is over.
func (p *pool) getConnection() (*Connection, error) {
	start := time.Now()
	hard := millis(p.connectionTimeout)
	for timeout := hard; timeout > 0; timeout = hard - elapsed(start) {
		kind, id := p.borrow(timeout)
		if kind == kindNone {
			break
		}
		e := p.entry(id)
		reason := kind - kindEvicted
		if kind == kindValidate {
			if !p.isDead(e) {
				poolHandOut(p.id, id)
				kind = kindGood
			}
			reason = reasonDead
		}
		if kind == kindGood {
			return &Connection{pool: p, entry: e, leak: p.watch(e), autoCommit: p.config.autoCommit}, nil
		}
		p.closeConnection(e, reason)
	}
	return nil, p.timeoutException(start)
}

// elapsed is in whole milliseconds.
func elapsed(start time.Time) time.Duration { return time.Since(start).Truncate(time.Millisecond) }

func (p *pool) borrow(timeout time.Duration) (kind int, id int64) {
	kind, id, ticket, adder := poolBorrow(p.id)
	p.startAdder(adder)
	if kind != kindNone {
		return kind, id
	}
	for {
		start := time.Now()
		id = poolPoll(p.id, ticket, int64(timeout))
		if id == 0 {
			break
		}
		if kind = poolClaim(p.id, ticket, id); kind != kindNone {
			return kind, id
		}
		timeout -= time.Since(start)
		if timeout <= 10*time.Microsecond {
			break
		}
	}
	poolLeave(p.id, ticket)
	return kindNone, 0
}

func (p *pool) timeoutException(start time.Time) error {
	e := &SQLTransientConnectionException{}
	e.message = poolTimeoutText(p.id, elapsed(start).Milliseconds())
	if last := p.lastFailure; last != nil {
		e.state, e.code, e.next = last.state, last.code, last
	}
	return e
}

// recycle takes a connection back from its user.
func (p *pool) recycle(e *poolEntry) {
	if e.detached {
		return
	}
	kind := poolRelease(p.id, e.id)
	if kind > 1 {
		p.closeConnection(e, kind-2)
		return
	}
	for i := 0; kind == 1; i++ {
		if i&0xff == 0xff {
			time.Sleep(10 * time.Microsecond)
		} else {
			runtime.Gosched()
		}
		if !poolOffer(p.id, e.id, offerReturned) {
			return
		}
	}
}

// offer goes on until somebody takes the connection or nobody waits.
func (p *pool) offer(e *poolEntry, how int, again bool) {
	for again {
		runtime.Gosched()
		again = poolOffer(p.id, e.id, how)
	}
}

// closeConnection takes a connection that is in use or reserved out of the pool.
func (p *pool) closeConnection(e *poolEntry, reason int) {
	if poolRemove(p.id, e.id, reason) {
		p.detach(e)
	}
}

// softEvict marks a connection and takes it out if it is idle, or at once for its owner.
func (p *pool) softEvict(e *poolEntry, reason int, owner bool) bool {
	if !poolEvict(p.id, e.id, reason, owner) {
		return false
	}
	p.detach(e)
	return true
}

func (p *pool) softEvictAll() {
	for _, id := range poolEvictAll(p.id, reasonEvicted) {
		p.detach(p.entry(id))
	}
}

// detach hands a connection that was taken out to the closer. When its queue is full, the caller closes.
func (p *pool) detach(e *poolEntry) {
	e.detached = true
	e.endOfLife.cancel()
	e.keepalive.cancel()
	p.mu.Lock()
	delete(p.entries, e.id)
	if !p.closing {
		p.closing = true
		p.ended = make(chan struct{})
		p.mu.Unlock()
		go p.closeConnections(e)
		return
	}
	select {
	case p.closeCh <- e:
		p.mu.Unlock()
	default:
		p.mu.Unlock()
		p.quietlyClose(e)
	}
}

func (p *pool) quietlyClose(e *poolEntry) {
	e.wire.close()
	p.startAdder(poolClosed(p.id, e.id, true))
}

// threadKeepAlive is how long a thread of the pool waits for work before it ends.
const threadKeepAlive = 5 * time.Second

// closeConnections is the closer.
func (p *pool) closeConnections(e *poolEntry) {
	timer := time.NewTimer(threadKeepAlive)
	for {
		p.quietlyClose(e)
		timer.Reset(threadKeepAlive)
		select {
		case e = <-p.closeCh:
			continue
		case <-timer.C:
		case <-p.ending:
		}
		p.mu.Lock()
		select {
		case e = <-p.closeCh:
			p.mu.Unlock()
		default:
			p.closing = false
			close(p.ended)
			p.mu.Unlock()
			timer.Stop()
			return
		}
	}
}

// endCloser waits until the closer has closed everything.
func (p *pool) endCloser() {
	close(p.ending)
	p.mu.Lock()
	closing, ended := p.closing, p.ended
	p.mu.Unlock()
	if closing {
		awaitTermination(ended, 10*time.Second, "close connection executor")
	}
}

// awaitTermination waits for a thread to end, for so long at most.
func awaitTermination(ended chan struct{}, limit time.Duration, thread string) {
	timer := time.NewTimer(limit)
	select {
	case <-ended:
	case <-timer.C:
		log("WARN", "HikariPool", "Timed-out waiting for "+thread+" to shutdown")
	}
	timer.Stop()
}
