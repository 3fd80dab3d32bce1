package sql

import (
	"context"
	"database/sql/driver"
	"errors"
	"sync"
)

// A driverStmt is a statement prepared on one connection.
type driverStmt struct {
	dc     *driverConn
	si     driver.Stmt
	closed bool
	err    error
}

// Close closes it once and always gives the same answer.
func (ds *driverStmt) Close() error {
	ds.dc.Lock()
	defer ds.dc.Unlock()
	if !ds.closed {
		ds.closed = true
		ds.err = ds.si.Close()
	}
	return ds.err
}

func (ds *driverStmt) query(ctx context.Context, args []any) (driver.Rows, error) {
	ds.dc.Lock()
	defer ds.dc.Unlock()
	nvargs, err := driverArgs(ds.dc.ci, ds.si, args)
	if err != nil {
		return nil, err
	}
	if q, ok := ds.si.(driver.StmtQueryContext); ok {
		return q.QueryContext(ctx, nvargs)
	}
	plain, err := untilDone(ctx, nvargs)
	if err != nil {
		return nil, err
	}
	return ds.si.Query(plain)
}

func (ds *driverStmt) exec(ctx context.Context, args []any) (Result, error) {
	ds.dc.Lock()
	defer ds.dc.Unlock()
	nvargs, err := driverArgs(ds.dc.ci, ds.si, args)
	if err != nil {
		return nil, err
	}
	var resi driver.Result
	if e, ok := ds.si.(driver.StmtExecContext); ok {
		resi, err = e.ExecContext(ctx, nvargs)
	} else {
		var plain []driver.Value
		if plain, err = untilDone(ctx, nvargs); err == nil {
			resi, err = ds.si.Exec(plain)
		}
	}
	if err != nil {
		return nil, err
	}
	return driverResult{ds.dc, resi}, nil
}

// A stmtConnGrabber is a transaction or a connection that a statement is bound to.
type stmtConnGrabber interface {
	grabConn(context.Context) (*driverConn, func(error), error)
	txCtx() context.Context
}

type connStmt struct {
	dc *driverConn
	ds *driverStmt
}

// A Stmt is prepared once and used often. One of the pool holds no connection while it is idle; it is prepared
// again on each connection that it meets.
type Stmt struct {
	db        *DB
	query     string
	stickyErr error

	closemu sync.RWMutex

	// Of a transaction or a connection.
	cg   stmtConnGrabber
	cgds *driverStmt
	// parent is the statement of the pool that cgds belongs to, if it does.
	parent *Stmt

	mu     sync.Mutex
	closed bool
	uses   int // open Rows and statements of transactions; the statement is closed for good behind the last one
	css    []connStmt
}

// PrepareContext prepares a statement.
func (db *DB) PrepareContext(ctx context.Context, query string) (*Stmt, error) {
	return onConn(ctx, db, func(dc *driverConn) (*Stmt, error) {
		return prepareDC(ctx, db, dc, dc.releaseConn, nil, query)
	})
}

// Prepare is PrepareContext without a context.
func (db *DB) Prepare(query string) (*Stmt, error) {
	return db.PrepareContext(context.Background(), query)
}

// prepareDC prepares on dc and releases it.
func prepareDC(ctx context.Context, db *DB, dc *driverConn, release func(error), cg stmtConnGrabber, query string) (*Stmt, error) {
	ds, err := dc.prepare(ctx, cg == nil, query)
	if err != nil {
		release(err)
		return nil, err
	}
	stmt := &Stmt{db: db, query: query, cg: cg}
	if cg != nil {
		stmt.cgds = ds
	} else {
		stmt.css = []connStmt{{dc, ds}}
	}
	release(nil)
	return stmt, nil
}

// prepare prepares on the connection, which closes the statement with itself if it is to track it.
func (dc *driverConn) prepare(ctx context.Context, track bool, query string) (*driverStmt, error) {
	dc.Lock()
	defer dc.Unlock()
	si, err := ctxPrepare(ctx, dc.ci, query)
	if err != nil {
		return nil, err
	}
	ds := &driverStmt{dc: dc, si: si}
	switch {
	case track && dc.openStmt == nil:
		dc.openStmt = map[*driverStmt]bool{ds: true}
	case track:
		dc.openStmt[ds] = true
	}
	return ds, nil
}

// connStmt finds a connection and the statement on it.
func (s *Stmt) connStmt(ctx context.Context, strategy int) (*driverStmt, func(error), error) {
	if s.stickyErr != nil {
		return nil, nil, s.stickyErr
	}
	s.mu.Lock()
	closed := s.closed
	s.mu.Unlock()
	if closed {
		return nil, nil, errors.New("sql: statement is closed")
	}
	if s.cg != nil {
		_, release, err := s.cg.grabConn(ctx)
		return s.cgds, release, err
	}
	dc, err := s.db.conn(ctx, ctx.Done(), strategy)
	if err != nil {
		return nil, nil, err
	}
	ds, err := s.on(ctx, dc)
	if err != nil {
		dc.releaseConn(err)
	}
	return ds, dc.releaseConn, err
}

// on is the statement on dc, prepared there if need be.
func (s *Stmt) on(ctx context.Context, dc *driverConn) (*driverStmt, error) {
	s.mu.Lock()
	for _, cs := range s.css {
		if cs.dc == dc {
			s.mu.Unlock()
			return cs.ds, nil
		}
	}
	s.mu.Unlock()
	ds, err := dc.prepare(ctx, true, s.query)
	if err == nil {
		s.remember(dc, ds)
	}
	return ds, err
}

// remember keeps a statement for later and forgets those whose connection is closed.
func (s *Stmt) remember(dc *driverConn, ds *driverStmt) {
	s.mu.Lock()
	defer s.mu.Unlock()
	alive := s.css[:0]
	for _, cs := range s.css {
		cs.dc.Lock()
		final := cs.dc.closed
		cs.dc.Unlock()
		if !final {
			alive = append(alive, cs)
		}
	}
	s.css = append(alive, connStmt{dc, ds})
}

// onStmt calls fn with the statement on a connection, and on another one while it meets bad ones. fn releases the
// connection.
func onStmt[T any](ctx context.Context, s *Stmt, fn func(ds *driverStmt, release func(error)) (T, error)) (result T, err error) {
	s.closemu.RLock()
	defer s.closemu.RUnlock()
	err = s.db.retry(func(strategy int) error {
		ds, release, err := s.connStmt(ctx, strategy)
		if err == nil {
			result, err = fn(ds, release)
		}
		return err
	})
	return result, err
}

// QueryContext asks for rows.
func (s *Stmt) QueryContext(ctx context.Context, args ...any) (*Rows, error) {
	return onStmt(ctx, s, func(ds *driverStmt, release func(error)) (*Rows, error) {
		rowsi, err := ds.query(ctx, args)
		if err != nil {
			release(err)
			return nil, err
		}
		s.use(1)
		rows := &Rows{conn: ds.dc, result: rowsi}
		rows.lender, _ = rowsi.(lender)
		rows.release = func(err error) {
			release(err)
			s.use(-1)
		}
		rows.endWith(ctx, s.txCtx())
		return rows, nil
	})
}

// txCtx is the context of the transaction, if the statement is of one.
func (s *Stmt) txCtx() context.Context {
	if s.cg == nil {
		return nil
	}
	return s.cg.txCtx()
}

// Query is QueryContext without a context.
func (s *Stmt) Query(args ...any) (*Rows, error) {
	return s.QueryContext(context.Background(), args...)
}

// QueryRowContext asks for one row.
func (s *Stmt) QueryRowContext(ctx context.Context, args ...any) *Row {
	return asRow(s.QueryContext(ctx, args...))
}

// QueryRow is QueryRowContext without a context.
func (s *Stmt) QueryRow(args ...any) *Row { return s.QueryRowContext(context.Background(), args...) }

// ExecContext executes the statement.
func (s *Stmt) ExecContext(ctx context.Context, args ...any) (Result, error) {
	return onStmt(ctx, s, func(ds *driverStmt, release func(error)) (Result, error) {
		res, err := ds.exec(ctx, args)
		release(err)
		return res, err
	})
}

// Exec is ExecContext without a context.
func (s *Stmt) Exec(args ...any) (Result, error) { return s.ExecContext(context.Background(), args...) }

// share counts a statement of a transaction that uses s, if s is open and of the pool.
func (s *Stmt) share() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.cg != nil {
		return false
	}
	s.uses++
	return true
}

// use counts who uses the statement and closes a closed statement for good behind the last one.
func (s *Stmt) use(n int) {
	s.mu.Lock()
	s.uses += n
	last := s.closed && s.uses == 0
	s.mu.Unlock()
	if last && n < 0 {
		s.finalClose()
	}
}

// Close closes the statement; Rows of it stay open.
func (s *Stmt) Close() error {
	s.closemu.Lock()
	defer s.closemu.Unlock()
	if s.stickyErr != nil {
		return s.stickyErr
	}
	s.mu.Lock()
	again, unused := s.closed, s.uses == 0
	s.closed = true
	s.mu.Unlock()
	switch {
	case again:
	case s.parent != nil:
		s.parent.use(-1)
	case s.cg != nil:
		return s.cgds.Close()
	case unused:
		s.finalClose()
	}
	return nil
}

// finalClose closes the statement on each connection, at once or when the connection comes back.
func (s *Stmt) finalClose() {
	s.mu.Lock()
	css := s.css
	s.css = nil
	s.mu.Unlock()
	for _, cs := range css {
		s.db.closeUnused(cs.dc, cs.ds)
		cs.dc.Lock()
		delete(cs.dc.openStmt, cs.ds)
		cs.dc.Unlock()
	}
}

func (db *DB) closeUnused(dc *driverConn, ds *driverStmt) {
	db.mu.Lock()
	defer db.mu.Unlock()
	dc.Lock()
	final := dc.final
	dc.Unlock()
	switch {
	case dc.inUse:
		dc.onPut = append(dc.onPut, func() { ds.Close() })
	case !final:
		ds.Close()
	}
}
