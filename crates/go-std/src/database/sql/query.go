package sql

import (
	"context"
	"database/sql/driver"
	"errors"
)

// background never ends: the one context of which that is known without asking.
var background = context.Background()

// maxBadConnRetries is how often a bad connection is forgiven before a new one is asked for.
const maxBadConnRetries = 2

// retry calls fn again while it meets bad connections, the last time for a new connection.
func (db *DB) retry(fn func(strategy int) error) error {
	for range maxBadConnRetries {
		if err := fn(cachedOrNewConn); err == nil || !errors.Is(err, driver.ErrBadConn) {
			return err
		}
	}
	return fn(alwaysNewConn)
}

// onConn calls fn with a connection, and with another one while it meets bad ones.
func onConn[T any](ctx context.Context, db *DB, fn func(dc *driverConn) (T, error)) (result T, err error) {
	err = db.retry(func(strategy int) error {
		dc, err := db.conn(ctx, ctx.Done(), strategy)
		if err == nil {
			result, err = fn(dc)
		}
		return err
	})
	return result, err
}

// PingContext checks that a connection is alive and dials if need be. A connection that the ping itself finds to be
// bad is no reason to try another one.
func (db *DB) PingContext(ctx context.Context) error {
	dc, err := onConn(ctx, db, func(dc *driverConn) (*driverConn, error) { return dc, nil })
	if err != nil {
		return err
	}
	return pingDC(ctx, dc, dc.releaseConn)
}

// Ping is PingContext without a context.
func (db *DB) Ping() error { return db.PingContext(context.Background()) }

func pingDC(ctx context.Context, dc *driverConn, release func(error)) error {
	var err error
	if pinger, ok := dc.ci.(driver.Pinger); ok {
		dc.Lock()
		err = pinger.Ping(ctx)
		dc.Unlock()
	}
	release(err)
	return err
}

// QueryContext asks for rows. The caller closes them.
func (db *DB) QueryContext(ctx context.Context, query string, args ...any) (*Rows, error) {
	return db.query(ctx, query, args, nil)
}

// query makes the rows of a query at room, or wherever there is some.
func (db *DB) query(ctx context.Context, query string, args []any, room *Rows) (*Rows, error) {
	// What retry does, without functions as values: no other call is as frequent.
	var done <-chan struct{}
	if ctx != background {
		done = ctx.Done()
	}
	for tries := 0; ; tries++ {
		strategy := cachedOrNewConn
		if tries == maxBadConnRetries {
			strategy = alwaysNewConn
		}
		var rows *Rows
		dc, err := db.conn(ctx, done, strategy)
		if err == nil {
			rows, err = queryDC(ctx, done, dc, nil, query, args, room)
			if err == nil {
				return rows, nil
			}
		}
		if tries == maxBadConnRetries || !errors.Is(err, driver.ErrBadConn) {
			return rows, err
		}
		room = nil // a bad connection has been there
	}
}

// Query is QueryContext without a context.
func (db *DB) Query(query string, args ...any) (*Rows, error) {
	return db.QueryContext(context.Background(), query, args...)
}

// QueryRowContext asks for one row. An error waits for Scan.
func (db *DB) QueryRowContext(ctx context.Context, query string, args ...any) *Row {
	r := &roomyRow{}
	r.row.rows, r.row.err = db.query(ctx, query, args, &r.room)
	return &r.row
}

// QueryRow is QueryRowContext without a context.
func (db *DB) QueryRow(query string, args ...any) *Row {
	return db.QueryRowContext(background, query, args...)
}

// ExecContext executes a statement without rows.
func (db *DB) ExecContext(ctx context.Context, query string, args ...any) (Result, error) {
	return onConn(ctx, db, func(dc *driverConn) (Result, error) {
		return execDC(ctx, dc, dc.releaseConn, query, args)
	})
}

// Exec is ExecContext without a context.
func (db *DB) Exec(query string, args ...any) (Result, error) {
	return db.ExecContext(context.Background(), query, args...)
}

// BeginTx begins a transaction, which is rolled back when ctx ends.
func (db *DB) BeginTx(ctx context.Context, opts *TxOptions) (*Tx, error) {
	return onConn(ctx, db, func(dc *driverConn) (*Tx, error) {
		return beginDC(ctx, db, dc, dc.releaseConn, opts)
	})
}

// Begin is BeginTx without a context.
func (db *DB) Begin() (*Tx, error) { return db.BeginTx(context.Background(), nil) }

// Conn takes one connection out of the pool until its Close.
func (db *DB) Conn(ctx context.Context) (*Conn, error) {
	return onConn(ctx, db, func(dc *driverConn) (*Conn, error) {
		return &Conn{db: db, dc: dc}, nil
	})
}

// queryDC queries on dc, which the rows own from then on. An error releases it. No release is that of the pool. The rows
// end with ctx, whose Done is done. They are made at room, if there is some.
func queryDC(ctx context.Context, done <-chan struct{}, dc *driverConn, release func(error), query string, args []any, rows *Rows) (*Rows, error) {
	var rowsi driver.Rows
	var err error
	dc.Lock()
	if queryer := dc.queryer; queryer != nil {
		var nvargs []driver.NamedValue
		if len(args) > 0 {
			nvargs, err = driverArgs(dc.ci, nil, args)
		}
		if err == nil {
			rowsi, err = queryer.QueryContext(ctx, query, nvargs)
		}
	} else {
		rowsi, err = ctxQuery(ctx, dc.ci, query, args)
	}
	dc.Unlock()
	if rows == nil {
		rows = &Rows{}
	}
	rows.conn, rows.release, rows.result = dc, release, rowsi
	if err != nil && err == driver.ErrSkip {
		err = rows.prepared(ctx, query, args)
	}
	if err != nil {
		if release == nil {
			release = dc.releaseConn
		}
		release(err)
		return nil, err
	}
	if dc.session != nil {
		rows.lender, _ = rows.result.(lender)
	}
	if done != nil {
		rows.initContextClose(ctx, nil)
	}
	return rows, nil
}

// prepared queries over a statement of the rows' own.
func (rs *Rows) prepared(ctx context.Context, query string, args []any) error {
	dc := rs.conn
	dc.Lock()
	si, err := ctxPrepare(ctx, dc.ci, query)
	dc.Unlock()
	if err != nil {
		return err
	}
	rs.own = &driverStmt{dc: dc, si: si}
	rs.result, err = rs.own.query(ctx, args)
	if err != nil {
		rs.own.Close()
	}
	return err
}

// execDC executes on dc and releases it.
func execDC(ctx context.Context, dc *driverConn, release func(error), query string, args []any) (res Result, err error) {
	defer func() { release(err) }()
	dc.Lock()
	resi, err := ctxExec(ctx, dc.ci, query, args)
	dc.Unlock()
	switch err {
	case nil:
		return driverResult{dc, resi}, nil
	case driver.ErrSkip:
	default:
		return nil, err
	}

	dc.Lock()
	si, err := ctxPrepare(ctx, dc.ci, query)
	dc.Unlock()
	if err != nil {
		return nil, err
	}
	ds := &driverStmt{dc: dc, si: si}
	defer ds.Close()
	return ds.exec(ctx, args)
}

type driverResult struct {
	dc   *driverConn
	resi driver.Result
}

func (dr driverResult) LastInsertId() (int64, error) {
	dr.dc.Lock()
	defer dr.dc.Unlock()
	return dr.resi.LastInsertId()
}

func (dr driverResult) RowsAffected() (int64, error) {
	dr.dc.Lock()
	defer dr.dc.Unlock()
	return dr.resi.RowsAffected()
}

// The next functions call a driver with a context, also one that knows nothing of contexts. The lock of
// the connection is held.

// ctxQuery is for drivers without QueryContext.
func ctxQuery(ctx context.Context, ci driver.Conn, query string, args []any) (driver.Rows, error) {
	without, queries := ci.(driver.Queryer)
	if !queries {
		return nil, driver.ErrSkip
	}
	nvargs, err := driverArgs(ci, nil, args)
	if err != nil {
		return nil, err
	}
	plain, err := untilDone(ctx, nvargs)
	if err != nil {
		return nil, err
	}
	return without.Query(query, plain)
}

func ctxExec(ctx context.Context, ci driver.Conn, query string, args []any) (driver.Result, error) {
	withContext, modern := ci.(driver.ExecerContext)
	without, executes := ci.(driver.Execer)
	if !modern && !executes {
		return nil, driver.ErrSkip
	}
	nvargs, err := driverArgs(ci, nil, args)
	if err != nil {
		return nil, err
	}
	if modern {
		return withContext.ExecContext(ctx, query, nvargs)
	}
	plain, err := untilDone(ctx, nvargs)
	if err != nil {
		return nil, err
	}
	return without.Exec(query, plain)
}

// untilDone gives the arguments for a call that knows no context, unless that has ended.
func untilDone(ctx context.Context, nvargs []driver.NamedValue) ([]driver.Value, error) {
	plain, err := plainArgs(nvargs)
	if err == nil {
		err = ctx.Err()
	}
	return plain, err
}

func ctxPrepare(ctx context.Context, ci driver.Conn, query string) (driver.Stmt, error) {
	if p, ok := ci.(driver.ConnPrepareContext); ok {
		return p.PrepareContext(ctx, query)
	}
	si, err := ci.Prepare(query)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		si.Close()
		return nil, err
	}
	return si, nil
}

func ctxBegin(ctx context.Context, opts *TxOptions, ci driver.Conn) (driver.Tx, error) {
	if opts == nil {
		opts = &TxOptions{}
	}
	if b, ok := ci.(driver.ConnBeginTx); ok {
		return b.BeginTx(ctx, driver.TxOptions{Isolation: driver.IsolationLevel(opts.Isolation), ReadOnly: opts.ReadOnly})
	}
	switch {
	case opts.Isolation != LevelDefault:
		return nil, errors.New("sql: driver does not support non-default isolation level")
	case opts.ReadOnly:
		return nil, errors.New("sql: driver does not support read-only transactions")
	}
	inner, err := ci.Begin()
	if err == nil && ctx.Err() != nil {
		inner.Rollback()
		return nil, ctx.Err()
	}
	return inner, err
}
