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
	dc, release, err := tx.grabConn(ctx)
	if err != nil {
		return nil, err
	}
	return queryDC(ctx, tx.ctx, dc, release, query, args)
}

// Query is QueryContext without a context.
func (tx *Tx) Query(query string, args ...any) (*Rows, error) {
	return tx.QueryContext(context.Background(), query, args...)
}

// QueryRowContext asks for one row within the transaction.
func (tx *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *Row {
	rows, err := tx.QueryContext(ctx, query, args...)
	return &Row{rows: rows, err: err}
}

// QueryRow is QueryRowContext without a context.
func (tx *Tx) QueryRow(query string, args ...any) *Row {
	return tx.QueryRowContext(context.Background(), query, args...)
}

// ExecContext executes a statement within the transaction.
func (tx *Tx) ExecContext(ctx context.Context, query string, args ...any) (Result, error) {
	dc, release, err := tx.grabConn(ctx)
	if err != nil {
		return nil, err
	}
	return execDC(ctx, dc, release, query, args)
}

// Exec is ExecContext without a context.
func (tx *Tx) Exec(query string, args ...any) (Result, error) {
	return tx.ExecContext(context.Background(), query, args...)
}

// PrepareContext prepares a statement that lives as long as the transaction.
func (tx *Tx) PrepareContext(ctx context.Context, query string) (*Stmt, error) {
	dc, release, err := tx.grabConn(ctx)
	if err != nil {
		return nil, err
	}
	stmt, err := prepareDC(ctx, tx.db, dc, release, tx, query)
	if err != nil {
		return nil, err
	}
	tx.keep(stmt)
	return stmt, nil
}

// Prepare is PrepareContext without a context.
func (tx *Tx) Prepare(query string) (*Stmt, error) {
	return tx.PrepareContext(context.Background(), query)
}

// StmtContext makes a statement of the pool one of the transaction.
func (tx *Tx) StmtContext(ctx context.Context, stmt *Stmt) *Stmt {
	dc, release, err := tx.grabConn(ctx)
	if err != nil {
		return &Stmt{stickyErr: err}
	}
	defer release(nil)
	if tx.db != stmt.db {
		return &Stmt{stickyErr: errors.New("sql: Tx.Stmt: statement from different database used")}
	}
	own := &Stmt{db: tx.db, query: stmt.query, cg: tx}
	if stmt.share() {
		own.parent = stmt
		own.cgds, err = stmt.on(ctx, dc)
	} else {
		own.cgds, err = dc.prepare(ctx, false, stmt.query)
	}
	if err != nil {
		if own.parent != nil {
			stmt.use(-1)
		}
		return &Stmt{stickyErr: err}
	}
	tx.keep(own)
	return own
}

// Stmt is StmtContext without a context.
func (tx *Tx) Stmt(stmt *Stmt) *Stmt { return tx.StmtContext(context.Background(), stmt) }

func (tx *Tx) keep(stmt *Stmt) {
	tx.mu.Lock()
	tx.stmts = append(tx.stmts, stmt)
	tx.mu.Unlock()
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
	dc, release, err := c.grabConn(ctx)
	if err != nil {
		return err
	}
	return pingDC(ctx, dc, release)
}

// QueryContext asks for rows on this connection.
func (c *Conn) QueryContext(ctx context.Context, query string, args ...any) (*Rows, error) {
	dc, release, err := c.grabConn(ctx)
	if err != nil {
		return nil, err
	}
	return queryDC(ctx, nil, dc, release, query, args)
}

// QueryRowContext asks for one row on this connection.
func (c *Conn) QueryRowContext(ctx context.Context, query string, args ...any) *Row {
	rows, err := c.QueryContext(ctx, query, args...)
	return &Row{rows: rows, err: err}
}

// ExecContext executes a statement on this connection.
func (c *Conn) ExecContext(ctx context.Context, query string, args ...any) (Result, error) {
	dc, release, err := c.grabConn(ctx)
	if err != nil {
		return nil, err
	}
	return execDC(ctx, dc, release, query, args)
}

// PrepareContext prepares a statement on this connection.
func (c *Conn) PrepareContext(ctx context.Context, query string) (*Stmt, error) {
	dc, release, err := c.grabConn(ctx)
	if err != nil {
		return nil, err
	}
	return prepareDC(ctx, c.db, dc, release, c, query)
}

// BeginTx begins a transaction on this connection.
func (c *Conn) BeginTx(ctx context.Context, opts *TxOptions) (*Tx, error) {
	dc, release, err := c.grabConn(ctx)
	if err != nil {
		return nil, err
	}
	return beginDC(ctx, c.db, dc, release, opts)
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
