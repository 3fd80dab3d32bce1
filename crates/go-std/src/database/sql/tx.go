package sql

import (
	"context"
	"database/sql/driver"
	"errors"
	"sync"
	"sync/atomic"
)

// Tx is a transaction. It holds one connection until Commit or Rollback.
type Tx struct {
	db      *DB
	conn    *driverConn
	release func(error)
	inner   driver.Tx
	// keeps: the driver can make a connection fit again after a rollback by context.
	keeps bool

	ctx     context.Context
	cancel  func()
	closemu closingMutex // held for reading by what runs in the transaction
	done    atomic.Bool

	mu    sync.Mutex
	stmts []*Stmt
}

// beginDC begins a transaction on dc. An error releases it.
func beginDC(ctx context.Context, db *DB, dc *driverConn, release func(error), opts *TxOptions) (*Tx, error) {
	dc.Lock()
	_, resets := dc.ci.(driver.SessionResetter)
	_, validates := dc.ci.(driver.Validator)
	inner, err := ctxBegin(ctx, opts, dc.ci)
	dc.Unlock()
	if err != nil {
		release(err)
		return nil, err
	}
	tx := &Tx{db: db, conn: dc, release: release, inner: inner, keeps: resets && validates}
	tx.ctx, tx.cancel = context.WithCancel(ctx)
	go tx.awaitDone()
	return tx, nil
}

// awaitDone rolls back when the transaction's context ends before the transaction does.
func (tx *Tx) awaitDone() {
	<-tx.ctx.Done()
	tx.end(driver.Tx.Rollback, !tx.keeps)
}

// grabConn keeps the transaction from ending until the returned function is called.
func (tx *Tx) grabConn(ctx context.Context) (*driverConn, func(error), error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	tx.closemu.RLock()
	if !tx.done.Load() {
		return tx.conn, tx.releaseRead, nil
	}
	tx.closemu.RUnlock()
	return nil, nil, ErrTxDone
}

func (tx *Tx) releaseRead(error) { tx.closemu.RUnlock() }

func (tx *Tx) txCtx() context.Context { return tx.ctx }

// Commit makes the transaction's changes last.
func (tx *Tx) Commit() error {
	if err := tx.ctx.Err(); err != nil {
		if tx.done.Load() {
			return ErrTxDone
		}
		return err
	}
	return tx.end(driver.Tx.Commit, false)
}

// Rollback undoes the transaction.
func (tx *Tx) Rollback() error { return tx.end(driver.Tx.Rollback, false) }

// end ends the transaction, once: it stops what runs in it and waits for that, tells the driver, and gives the
// connection back or up.
func (tx *Tx) end(how func(driver.Tx) error, discard bool) error {
	if tx.done.Swap(true) {
		return ErrTxDone
	}
	tx.cancel()
	tx.closemu.Lock()
	tx.closemu.Unlock()
	tx.conn.Lock()
	err := how(tx.inner)
	tx.conn.Unlock()
	if err == nil || !errors.Is(err, driver.ErrBadConn) {
		tx.closePrepared()
	}
	if discard {
		err = driver.ErrBadConn
	}
	tx.release(err)
	tx.conn, tx.inner = nil, nil
	return err
}

func (tx *Tx) closePrepared() {
	tx.mu.Lock()
	defer tx.mu.Unlock()
	for _, stmt := range tx.stmts {
		stmt.Close()
	}
}

// QueryContext asks for rows within the transaction.
func (tx *Tx) QueryContext(ctx context.Context, query string, args ...any) (*Rows, error) {
	return queryHeld(ctx, tx, query, args)
}

// Query is QueryContext without a context.
func (tx *Tx) Query(query string, args ...any) (*Rows, error) {
	return tx.QueryContext(context.Background(), query, args...)
}

// QueryRowContext asks for one row within the transaction.
func (tx *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *Row {
	return asRow(queryHeld(ctx, tx, query, args))
}

// QueryRow is QueryRowContext without a context.
func (tx *Tx) QueryRow(query string, args ...any) *Row {
	return asRow(tx.Query(query, args...))
}

// ExecContext executes a statement within the transaction.
func (tx *Tx) ExecContext(ctx context.Context, query string, args ...any) (Result, error) {
	return execHeld(ctx, tx, query, args)
}

// Exec is ExecContext without a context.
func (tx *Tx) Exec(query string, args ...any) (Result, error) {
	return tx.ExecContext(context.Background(), query, args...)
}

// PrepareContext prepares a statement that lives as long as the transaction.
func (tx *Tx) PrepareContext(ctx context.Context, query string) (*Stmt, error) {
	stmt, err := prepareHeld(ctx, tx, query)
	if err == nil {
		tx.keep(stmt)
	}
	return stmt, err
}

// Prepare is PrepareContext without a context.
func (tx *Tx) Prepare(query string) (*Stmt, error) {
	return tx.PrepareContext(context.Background(), query)
}

// StmtContext makes a statement of the pool one of the transaction.
func (tx *Tx) StmtContext(ctx context.Context, stmt *Stmt) *Stmt {
	own, err := onHeld(ctx, tx, func(dc *driverConn, release func(error)) (*Stmt, error) {
		defer release(nil)
		return tx.adopt(ctx, dc, stmt)
	})
	if err != nil {
		own = &Stmt{stickyErr: err}
	}
	return own
}

// adopt makes a statement of the pool one of the transaction, on its connection.
func (tx *Tx) adopt(ctx context.Context, dc *driverConn, stmt *Stmt) (own *Stmt, err error) {
	if tx.db != stmt.db {
		return nil, errors.New("sql: Tx.Stmt: statement from different database used")
	}
	own = &Stmt{db: tx.db, query: stmt.query, cg: tx}
	if stmt.share() {
		own.parent = stmt
		own.cgds, err = stmt.on(ctx, dc)
	} else {
		own.cgds, err = dc.prepare(ctx, false, stmt.query)
	}
	switch {
	case err == nil:
		tx.keep(own)
	case own.parent != nil:
		stmt.use(-1)
	}
	return own, err
}

// Stmt is StmtContext without a context.
func (tx *Tx) Stmt(stmt *Stmt) *Stmt { return tx.StmtContext(context.Background(), stmt) }

func (tx *Tx) keep(stmt *Stmt) {
	tx.mu.Lock()
	tx.stmts = append(tx.stmts, stmt)
	tx.mu.Unlock()
}

// onHeld calls fn with the connection that a transaction or a Conn holds. fn releases it.
func onHeld[T any](ctx context.Context, cg stmtConnGrabber, fn func(dc *driverConn, release func(error)) (T, error)) (result T, err error) {
	dc, release, err := cg.grabConn(ctx)
	if err == nil {
		result, err = fn(dc, release)
	}
	return result, err
}

func queryHeld(ctx context.Context, cg stmtConnGrabber, query string, args []any) (*Rows, error) {
	return onHeld(ctx, cg, func(dc *driverConn, release func(error)) (*Rows, error) {
		rows, err := queryDC(ctx, nil, dc, release, query, args, nil)
		if err == nil {
			rows.endWith(ctx, cg.txCtx())
		}
		return rows, err
	})
}

func execHeld(ctx context.Context, cg stmtConnGrabber, query string, args []any) (Result, error) {
	return onHeld(ctx, cg, func(dc *driverConn, release func(error)) (Result, error) {
		return execDC(ctx, dc, release, query, args)
	})
}

func prepareHeld(ctx context.Context, cg stmtConnGrabber, query string) (*Stmt, error) {
	return onHeld(ctx, cg, func(dc *driverConn, release func(error)) (*Stmt, error) {
		return prepareDC(ctx, dc.db, dc, release, cg, query)
	})
}

// Conn is one connection, taken out of the pool until Close.
type Conn struct {
	db      *DB
	closemu closingMutex
	dc      *driverConn
	done    atomic.Bool
}

func (c *Conn) grabConn(context.Context) (*driverConn, func(error), error) {
	if c.done.Load() {
		return nil, nil, ErrConnDone
	}
	c.closemu.RLock()
	return c.dc, c.releaseRead, nil
}

func (c *Conn) releaseRead(err error) {
	c.closemu.RUnlock()
	if err != nil && errors.Is(err, driver.ErrBadConn) {
		c.close(err)
	}
}

func (c *Conn) txCtx() context.Context { return nil }

func (c *Conn) close(err error) error {
	if c.done.Swap(true) {
		return ErrConnDone
	}
	c.closemu.Lock() // waits for what still runs on it
	c.dc.releaseConn(err)
	c.dc, c.db = nil, nil
	c.closemu.Unlock()
	return err
}

// Close gives the connection back.
func (c *Conn) Close() error { return c.close(nil) }

// PingContext checks that the connection is alive.
func (c *Conn) PingContext(ctx context.Context) error {
	_, err := onHeld(ctx, c, func(dc *driverConn, release func(error)) (any, error) {
		return nil, pingDC(ctx, dc, release)
	})
	return err
}

// QueryContext asks for rows on this connection.
func (c *Conn) QueryContext(ctx context.Context, query string, args ...any) (*Rows, error) {
	return queryHeld(ctx, c, query, args)
}

// QueryRowContext asks for one row on this connection.
func (c *Conn) QueryRowContext(ctx context.Context, query string, args ...any) *Row {
	return asRow(queryHeld(ctx, c, query, args))
}

// ExecContext executes a statement on this connection.
func (c *Conn) ExecContext(ctx context.Context, query string, args ...any) (Result, error) {
	return execHeld(ctx, c, query, args)
}

// PrepareContext prepares a statement on this connection.
func (c *Conn) PrepareContext(ctx context.Context, query string) (*Stmt, error) {
	return prepareHeld(ctx, c, query)
}

// BeginTx begins a transaction on this connection.
func (c *Conn) BeginTx(ctx context.Context, opts *TxOptions) (*Tx, error) {
	return onHeld(ctx, c, func(dc *driverConn, release func(error)) (*Tx, error) {
		return beginDC(ctx, c.db, dc, release, opts)
	})
}

// Raw lends the driver's connection to f.
func (c *Conn) Raw(f func(driverConn any) error) error {
	dc, release, err := c.grabConn(nil)
	if err != nil {
		return err
	}
	// Should f panic, the connection is of no use to anybody any more.
	err = driver.ErrBadConn
	defer func() {
		dc.Unlock()
		release(err)
	}()
	dc.Lock()
	err = f(dc.ci)
	return err
}
