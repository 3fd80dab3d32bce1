package sql

import (
	"context"
	"database/sql/driver"
	"errors"
	"internal/mysqlwire"
	"sync"
	"time"
)

// A driverConn is a connection of the pool. Its lock is held during calls of the driver.
type driverConn struct {
	db *DB
	id int64

	sync.Mutex
	ci       driver.Conn
	closed   bool
	final    bool
	openStmt map[*driverStmt]bool

	// What ci is besides, found out once; nil if it is not.
	queryer   driver.QueryerContext
	resetter  driver.SessionResetter
	validator driver.Validator
	session   *mysqlwire.Session // one whose socket is alive needs no reset but for what stands in it

	onPut []func() // run when the connection comes back; guarded by db.mu
	inUse bool     // guarded by db.mu
}

func newDriverConn(db *DB, id int64, ci driver.Conn) *driverConn {
	dc := &driverConn{db: db, id: id, ci: ci}
	dc.queryer, _ = ci.(driver.QueryerContext)
	dc.resetter, _ = ci.(driver.SessionResetter)
	dc.validator, _ = ci.(driver.Validator)
	if wired, ok := ci.(mysqlwire.Wired); ok {
		dc.session = wired.Wire()
	}
	return dc
}

// A connRequest is the answer to one who waits: a connection or an error.
type connRequest struct {
	conn *driverConn
	err  error
}

// conn gets a connection: a free one, a new one, or one that somebody gives back.
// done is ctx.Done(), which callers ask for more than this.
func (db *DB) conn(ctx context.Context, done <-chan struct{}, strategy int) (*driverConn, error) {
	db.mu.Lock()
	if db.closed {
		db.mu.Unlock()
		return nil, errDBClosed
	}
	if done != nil {
		if err := ctx.Err(); err != nil {
			db.mu.Unlock()
			return nil, err
		}
	}
	kind, id, ticket := poolBegin(db.id, strategy)
	switch kind {
	case beginWait:
		req := make(chan connRequest, 1)
		place := int(id)
		if requests := db.requests; place < len(requests) {
			requests[place] = req
		} else {
			db.requests = append(requests, req) // places are given out one after the other
		}
		db.mu.Unlock()
		// Blocks until somebody answers the request or ctx ends.
		select {
		case <-done:
			return nil, db.stopWaiting(ctx, ticket, place, req)
		case ret, ok := <-req:
			var id int64
			if ok && ret.err == nil {
				id = ret.conn.id
			}
			switch poolDelivered(db.id, ticket, id, strategy) {
			case deliveredConnAlive:
				if s := ret.conn.session; s == nil || s.Lost {
					return ret.conn.reset(ctx)
				}
				return ret.conn, nil
			case deliveredConnReset:
				return ret.conn.reset(ctx)
			case deliveredExpired:
				ret.conn.Close()
				return nil, driver.ErrBadConn
			}
			if !ok {
				return nil, errDBClosed
			}
			return ret.conn, ret.err
		}
	case beginReuse, beginReuseReset, beginReuseAlive:
		dc := db.conns[id]
		dc.inUse = true
		db.mu.Unlock()
		switch kind {
		case beginReuseReset:
			return dc.reset(ctx)
		case beginReuseAlive:
			if s := dc.session; s == nil || s.Lost {
				return dc.reset(ctx)
			}
		}
		return dc, nil
	case beginExpired:
		dc := db.conns[id]
		db.mu.Unlock()
		dc.Close()
		return nil, driver.ErrBadConn
	case beginDial:
		db.mu.Unlock()
		return db.dial(ctx, id)
	}
	db.mu.Unlock()
	return nil, errDBClosed
}

// stopWaiting withdraws a request whose context has ended.
func (db *DB) stopWaiting(ctx context.Context, ticket int64, place int, req chan connRequest) error {
	db.mu.Lock()
	removed := poolCancelled(db.id, ticket)
	if removed {
		db.requests[place] = nil
	}
	db.mu.Unlock()
	if !removed {
		// Somebody has answered under the same lock: it is there, or the channel is closed.
		if late := <-req; late.conn != nil {
			db.putConn(late.conn, late.err, false)
		}
	}
	return ctx.Err()
}

// dial opens a connection in the caller's goroutine, for the place that the pool has given it.
func (db *DB) dial(ctx context.Context, id int64) (*driverConn, error) {
	ci, err := db.connector.Connect(ctx)
	db.mu.Lock()
	tokens := poolDialed(db.id, id, err == nil)
	if err != nil {
		db.sendTokens(tokens)
		db.mu.Unlock()
		return nil, err
	}
	dc := newDriverConn(db, id, ci)
	dc.inUse = true
	db.conns[id] = dc
	db.mu.Unlock()
	return dc, nil
}

// reset makes a used connection fit for its next user. Only a bad connection is a reason not to hand it out.
func (dc *driverConn) reset(ctx context.Context) (*driverConn, error) {
	if dc.resetter == nil {
		return dc, nil
	}
	dc.Lock()
	err := dc.resetter.ResetSession(ctx)
	dc.Unlock()
	if err != nil && errors.Is(err, driver.ErrBadConn) {
		poolDiscard(dc.db.id, dc.id)
		dc.Close()
		return nil, err
	}
	return dc, nil
}

func (dc *driverConn) releaseConn(err error) { dc.db.putConn(dc, err, true) }

// isValid asks the driver whether the connection may be kept.
func (dc *driverConn) isValid() bool {
	dc.Lock()
	defer dc.Unlock()
	return dc.validator.IsValid()
}

// putConn gives a connection back: to one who waits, to the free list, or up.
func (db *DB) putConn(dc *driverConn, err error, resetSession bool) {
	bad := false
	if err != nil {
		bad = errors.Is(err, driver.ErrBadConn)
	}
	if s := dc.session; s != nil {
		if s.Lost {
			bad = true
		}
	} else if !bad && dc.validator != nil {
		bad = !dc.isValid()
	}
	db.mu.Lock()
	if !dc.inUse {
		db.mu.Unlock()
		panic("sql: connection returned that was never out")
	}
	dc.inUse = false
	if dc.onPut != nil {
		for _, fn := range dc.onPut {
			fn()
		}
		dc.onPut = nil
	}
	kind, place, tokens, cleaner := poolPut(db.id, dc.id, bad, resetSession)
	switch kind {
	case putHanded: // as answer does
		dc.inUse = true
		requests := db.requests
		req := requests[place]
		requests[place] = nil
		req <- connRequest{conn: dc}
	case putIdle:
		if cleaner > 0 {
			db.startCleaner(cleaner)
		}
	default:
		db.sendTokens(tokens)
		db.mu.Unlock()
		dc.Close()
		return
	}
	db.mu.Unlock()
}

// answer gives a connection or an error to the waiter that the pool chose. db.mu is held.
func (db *DB) answer(place int64, dc *driverConn, err error) {
	if err == nil {
		dc.inUse = true
	}
	db.requests[place] <- connRequest{conn: dc, err: err}
	db.requests[place] = nil
}

// Close closes a connection that the pool has given up.
func (dc *driverConn) Close() error {
	dc.Lock()
	again := dc.closed
	dc.closed = true
	stmts := dc.openStmt
	dc.openStmt = nil
	dc.Unlock()
	if again {
		return errors.New("sql: duplicate driverConn close")
	}
	for ds := range stmts {
		ds.Close()
	}
	dc.Lock()
	dc.final = true
	err := dc.ci.Close()
	dc.ci, dc.queryer = nil, nil
	dc.Unlock()

	db := dc.db
	db.mu.Lock()
	delete(db.conns, dc.id)
	db.sendTokens(poolClosed(db.id, dc.id))
	db.mu.Unlock()
	return err
}

// sendTokens tells the opener to dial. db.mu is held.
func (db *DB) sendTokens(n int) {
	for ; n > 0 && !db.closed; n-- {
		db.openerCh <- struct{}{}
	}
}

// lookUp finds connections by their numbers. db.mu is held.
func (db *DB) lookUp(ids []int64) []*driverConn {
	var found []*driverConn
	for _, id := range ids {
		if dc := db.conns[id]; dc != nil {
			found = append(found, dc)
		}
	}
	return found
}

func closeAll(conns []*driverConn) {
	for _, dc := range conns {
		dc.Close()
	}
}

// connectionOpener dials for those who wait, one connection at a time.
func (db *DB) connectionOpener(ctx context.Context) {
	for ended := ctx.Done(); ; {
		select {
		case <-ended:
			return
		case <-db.openerCh:
			db.openNewConnection(ctx)
		}
	}
}

func (db *DB) openNewConnection(ctx context.Context) {
	id := poolOpenerBegin(db.id)
	ci, err := db.connector.Connect(ctx)
	db.mu.Lock()
	defer db.mu.Unlock()
	kind, place, tokens, cleaner := poolOpenerDone(db.id, id, err == nil)
	switch kind {
	case openedHanded, openedIdle:
		dc := newDriverConn(db, id, ci)
		db.conns[id] = dc
		if kind == openedHanded {
			db.answer(place, dc, nil)
		} else {
			db.startCleaner(cleaner)
		}
	case openedDiscard:
		ci.Close()
	case openedFailed:
		if place != 0 {
			db.answer(place, nil, err)
		}
		db.sendTokens(tokens)
	}
}

// startCleaner starts a cleaner that first sleeps so many nanoseconds; none if that is 0. db.mu is held.
func (db *DB) startCleaner(nanos int64) {
	if nanos > 0 {
		db.cleanerCh = make(chan struct{}, 1)
		go db.connectionCleaner(time.Duration(nanos))
	}
}

func (db *DB) wakeOrStartCleaner(wake bool, nanos int64) {
	if wake && db.cleanerCh != nil {
		select {
		case db.cleanerCh <- struct{}{}:
		default:
		}
	}
	db.startCleaner(nanos)
}

// connectionCleaner closes free connections that are too old or were idle for too long.
func (db *DB) connectionCleaner(d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-timer.C:
		case <-db.cleanerCh:
		}
		closing, sleep, stop := db.clean()
		if stop {
			return
		}
		closeAll(closing)
		timer.Stop()
		timer.Reset(sleep)
	}
}

// clean finds what is too old, and says when to look again or that there is no more to do.
func (db *DB) clean() (closing []*driverConn, sleep time.Duration, stop bool) {
	db.mu.Lock()
	defer db.mu.Unlock()
	stop, nanos, ids := poolClean(db.id)
	if stop {
		db.cleanerCh = nil
	}
	return db.lookUp(ids), time.Duration(nanos), stop
}
