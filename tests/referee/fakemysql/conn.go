package mysql

import (
	"context"
	"database/sql/driver"
	"io"
	"time"
)

type conn struct {
	connector *connector
	broken    bool // a cancelled statement closed the socket
	closed    bool
	dialed    time.Time
	used      time.Time
}

var (
	_ driver.QueryerContext  = (*conn)(nil)
	_ driver.ExecerContext   = (*conn)(nil)
	_ driver.ConnBeginTx     = (*conn)(nil)
	_ driver.Pinger          = (*conn)(nil)
	_ driver.SessionResetter = (*conn)(nil)
	_ driver.Validator       = (*conn)(nil)
)

// roundTrip is one statement: it takes the latency, may be the one that fails,
// and breaks the connection when its context ends first, as the real driver
// does. A context that has ended before the call costs nothing.
func (c *conn) roundTrip(ctx context.Context) error {
	if c.dead() {
		return driver.ErrBadConn
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := c.connector.settings.travel(ctx, c.dialed.Sub(began), c.connector.settings.latency()); err != nil {
		c.broken = true
		return err
	}
	c.used = time.Now()
	return c.connector.server.statement(c.connector.settings.failEvery)
}

// dead says that nothing can be sent: a statement broke the connection, or the server has closed it, for being idle or
// because of a fault.
func (c *conn) dead() bool {
	timeout := c.connector.settings.waitTimeout
	reset, ever := c.connector.settings.reset(c.dialed.Sub(began))
	return c.broken || timeout > 0 && time.Since(c.used) > timeout || ever && reset <= time.Since(began)
}

func (c *conn) QueryContext(ctx context.Context, query string, _ []driver.NamedValue) (driver.Rows, error) {
	if err := c.roundTrip(ctx); err != nil {
		return nil, err
	}
	return &rows{conn: c, columns: selectList(query)}, nil
}

func (c *conn) ExecContext(ctx context.Context, _ string, _ []driver.NamedValue) (driver.Result, error) {
	return driver.RowsAffected(1), c.roundTrip(ctx)
}

func (c *conn) Ping(ctx context.Context) error { return c.roundTrip(ctx) }

func (c *conn) ResetSession(context.Context) error {
	if c.dead() {
		return driver.ErrBadConn
	}
	return nil
}

func (c *conn) IsValid() bool { return !c.broken }

func (c *conn) Close() error {
	if !c.closed {
		c.closed = true
		c.connector.server.mu.Lock()
		c.connector.server.open--
		c.connector.server.mu.Unlock()
	}
	return nil
}

func (c *conn) BeginTx(ctx context.Context, _ driver.TxOptions) (driver.Tx, error) {
	return tx{c}, c.roundTrip(ctx)
}

func (c *conn) Begin() (driver.Tx, error) { return c.BeginTx(context.Background(), driver.TxOptions{}) }

type tx struct{ conn *conn }

func (t tx) Commit() error   { return t.conn.roundTrip(context.Background()) }
func (t tx) Rollback() error { return t.conn.roundTrip(context.Background()) }

func (c *conn) Prepare(query string) (driver.Stmt, error) {
	return c.PrepareContext(context.Background(), query)
}

func (c *conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if err := c.roundTrip(ctx); err != nil {
		return nil, err
	}
	return stmt{c, query}, nil
}

type stmt struct {
	conn  *conn
	query string
}

func (s stmt) Close() error  { return nil }
func (s stmt) NumInput() int { return -1 }

func (s stmt) Query([]driver.Value) (driver.Rows, error) {
	return s.conn.QueryContext(context.Background(), s.query, nil)
}

func (s stmt) Exec([]driver.Value) (driver.Result, error) {
	return s.conn.ExecContext(context.Background(), s.query, nil)
}

func (s stmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return s.conn.QueryContext(ctx, s.query, args)
}

func (s stmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return s.conn.ExecContext(ctx, s.query, args)
}

// rows is one result. Rows that nobody read still travel: Close waits for them.
type rows struct {
	conn    *conn
	columns []column
	read    int
}

func (r *rows) Columns() []string {
	names := make([]string, len(r.columns))
	for i, c := range r.columns {
		names[i] = c.name
	}
	return names
}

func (r *rows) Next(dest []driver.Value) error {
	if r.read >= r.conn.connector.settings.rows {
		return io.EOF
	}
	r.travel()
	for i, c := range r.columns {
		dest[i] = c.value(r.read)
	}
	return nil
}

func (r *rows) Close() error {
	for r.read < r.conn.connector.settings.rows {
		r.travel()
	}
	r.conn.used = time.Now()
	return nil
}

// travel brings the next row. The first comes with the answer itself.
func (r *rows) travel() {
	if r.read > 0 {
		time.Sleep(r.conn.connector.settings.rowDelay())
	}
	r.read++
}
