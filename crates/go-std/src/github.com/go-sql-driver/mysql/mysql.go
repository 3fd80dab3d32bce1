// Package mysql is a driver for the simulated MySQL server.
//
// How the server behaves is said in the query part of the data source name, such as
// user:password@tcp(db:3306)/shop?latency=5ms&rows=3. Statements are not executed as SQL.
package mysql

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"internal/mysqlwire"
	"sync"
)

// Arguments stay out of the text, since nothing depends on them, but for statements that lock the row they name:
// there the world asks for them, and they go into the text as with interpolateParams=true.

// ErrInvalidConn is returned when a connection was lost while an answer was awaited.
var ErrInvalidConn = errors.New("invalid connection")

// MySQLError is an error that the server answered with.
type MySQLError struct {
	Number   uint16
	SQLState [5]byte
	Message  string
}

func (me *MySQLError) Error() string {
	if me.SQLState != [5]byte{} {
		return fmt.Sprintf("Error %d (%s): %s", me.Number, string(me.SQLState[:]), me.Message)
	}
	return fmt.Sprintf("Error %d: %s", me.Number, me.Message)
}

// Is reports whether err has the same number.
func (me *MySQLError) Is(err error) bool {
	if merr, ok := err.(*MySQLError); ok {
		return merr.Number == me.Number
	}
	return false
}

// MySQLDriver is the driver.
type MySQLDriver struct{}

// Open opens a connection.
func (d MySQLDriver) Open(dsn string) (driver.Conn, error) {
	c, err := d.OpenConnector(dsn)
	if err != nil {
		return nil, err
	}
	return c.Connect(context.Background())
}

// OpenConnector reads the data source name.
func (d MySQLDriver) OpenConnector(dsn string) (driver.Connector, error) {
	source, text := mysqlwire.ServerOpen(dsn)
	if source == 0 {
		return nil, errors.New(text)
	}
	return &connector{source: source, shapes: map[int64]*shape{}}, nil
}

type connector struct {
	source int64

	mu     sync.Mutex
	shapes map[int64]*shape // those met last, by number
}

func (c *connector) Driver() driver.Driver { return MySQLDriver{} }

func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	mc := &mysqlConn{connector: c}
	mc.Sock = mysqlwire.NetSocket(c.source)
	w, err := mc.watch(ctx)
	if err != nil {
		mysqlwire.NetClose(mc.Sock)
		return nil, err
	}
	code, number, state, text := mysqlwire.NetConnect(mc.Sock)
	mc.end(w)
	if code == mysqlwire.CodeOK {
		return mc, nil
	}
	mysqlwire.NetClose(mc.Sock)
	switch code {
	case mysqlwire.CodeBad, mysqlwire.CodeLost:
		return nil, driver.ErrBadConn
	}
	return nil, mc.failure(ctx, code, number, state, text)
}

// background never ends: the one context of which that is known without asking.
var background = context.Background()

// A watcher closes a socket under a blocked call when a context ends. None is needed for one that never ends.
type watcher struct {
	over bool
	fire func()
	stop func() bool
}

// watch fails if ctx has ended already.
func (mc *mysqlConn) watch(ctx context.Context) (*watcher, error) {
	if ctx.Done() == nil {
		return nil, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w := mc.watcher
	mc.watcher = nil
	if w == nil {
		w = &watcher{}
		w.fire = func() {
			if !w.over {
				mysqlwire.NetCancel(mc.Sock)
			}
		}
	}
	w.over = false
	w.stop = context.AfterFunc(ctx, w.fire)
	return w, nil
}

// end stops watching, and reports whether that was too late: the context has ended, and with it the connection. Otherwise
// the watcher can be used again.
func (mc *mysqlConn) end(w *watcher) (late bool) {
	if w == nil {
		return false
	}
	w.over = true
	if w.stop() {
		mc.watcher = w
		return false
	}
	mc.Lost = true
	return true
}

type mysqlConn struct {
	mysqlwire.Session
	closed    bool
	connector *connector
	shape     *shape   // of the last answer
	watcher   *watcher // to be used again
	inText    bool     // the statement that comes is to have its arguments in its text
}

// failure is the error for a code; all but an error of the server break the connection.
func (mc *mysqlConn) failure(ctx context.Context, code, number int, state, text string) error {
	switch code {
	case mysqlwire.CodeError:
		me := &MySQLError{Number: uint16(number), Message: text}
		copy(me.SQLState[:], state)
		return me
	case mysqlwire.CodeRefused:
		if text == "" {
			mc.inText = true
			return driver.ErrSkip
		}
		return errors.New(text)
	}
	mc.Lost = true
	switch code {
	case mysqlwire.CodeCancelled:
		if err := ctx.Err(); err != nil {
			return err
		}
	case mysqlwire.CodeBad:
		return driver.ErrBadConn
	}
	return ErrInvalidConn
}

// exec is one round trip without rows.
func (mc *mysqlConn) exec(ctx context.Context, query string) (result, error) {
	if mc.Lost {
		return result{}, driver.ErrBadConn
	}
	w, err := mc.watch(ctx)
	if err != nil {
		return result{}, err
	}
	code, number, state, text, id, affected := mysqlwire.NetExec(mc.Sock, query)
	mc.end(w)
	if code != mysqlwire.CodeOK {
		return result{}, mc.failure(ctx, code, number, state, text)
	}
	return result{id, affected}, nil
}

func (mc *mysqlConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if mc.Lost {
		return nil, driver.ErrBadConn
	}
	var w *watcher
	if ctx != background {
		var err error
		if w, err = mc.watch(ctx); err != nil {
			return nil, err
		}
	}
	code, number, state, text, id, shape, here := mysqlwire.NetQuery(mc.Sock, query)
	late := w != nil && mc.end(w)
	if code != mysqlwire.CodeOK {
		return nil, mc.failure(ctx, code, number, state, text)
	}
	if late { // the answer was faster, but nobody can read it any more
		return nil, ctx.Err()
	}
	if mc.shape == nil || mc.shape.Number != shape {
		if mc.shape = mc.connector.shape(mc.Sock, shape); mc.shape == nil {
			mc.Lost = true
			return nil, ErrInvalidConn
		}
	}
	return &mysqlRows{mc: mc, shape: mc.shape, result: id, here: here}, nil
}

func (mc *mysqlConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	res, err := mc.exec(ctx, query)
	if err != nil {
		return nil, err
	}
	return res, nil
}

func (mc *mysqlConn) Ping(ctx context.Context) error {
	_, err := mc.exec(ctx, "PING")
	return err
}

// ResetSession looks at the connection without sending anything.
func (mc *mysqlConn) ResetSession(ctx context.Context) error {
	if mc.Lost || !mysqlwire.NetAlive(mc.Sock) {
		return driver.ErrBadConn
	}
	return nil
}

func (mc *mysqlConn) IsValid() bool { return !mc.Lost }

func (mc *mysqlConn) Close() error {
	if !mc.closed {
		mc.closed, mc.Lost = true, true
		mysqlwire.NetClose(mc.Sock)
	}
	return nil
}

func (mc *mysqlConn) Begin() (driver.Tx, error) {
	return mc.BeginTx(context.Background(), driver.TxOptions{})
}

func (mc *mysqlConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	if _, err := mc.exec(ctx, "START TRANSACTION"); err != nil {
		return nil, err
	}
	return &mysqlTx{mc}, nil
}

func (mc *mysqlConn) Prepare(query string) (driver.Stmt, error) {
	return mc.PrepareContext(context.Background(), query)
}

// PrepareContext asks the server, unless only the arguments of a statement are to go into its text.
func (mc *mysqlConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if mc.inText {
		mc.inText = false
		return &mysqlStmt{mc, query}, nil
	}
	if _, err := mc.exec(ctx, "PREPARE"); err != nil {
		return nil, err
	}
	return &mysqlStmt{mc, query}, nil
}

type result struct {
	id, affected int64
}

func (r result) LastInsertId() (int64, error) { return r.id, nil }
func (r result) RowsAffected() (int64, error) { return r.affected, nil }

type mysqlTx struct {
	mc *mysqlConn
}

func (tx *mysqlTx) Commit() error {
	_, err := tx.mc.exec(context.Background(), "COMMIT")
	return err
}

func (tx *mysqlTx) Rollback() error {
	_, err := tx.mc.exec(context.Background(), "ROLLBACK")
	return err
}

type mysqlStmt struct {
	mc    *mysqlConn
	query string
}

func (s *mysqlStmt) Close() error { return nil }

// NumInput counts the placeholders.
func (s *mysqlStmt) NumInput() int { return len(placeholders(s.query)) }

func (s *mysqlStmt) Exec(args []driver.Value) (driver.Result, error) {
	return s.ExecContext(context.Background(), numbered(args))
}

func (s *mysqlStmt) Query(args []driver.Value) (driver.Rows, error) {
	return s.QueryContext(context.Background(), numbered(args))
}

func (s *mysqlStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	res, err := s.mc.ExecContext(ctx, s.query, args)
	if err == driver.ErrSkip {
		s.mc.inText = false
		return s.mc.ExecContext(ctx, interpolate(s.query, args), nil)
	}
	return res, err
}

func (s *mysqlStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	rows, err := s.mc.QueryContext(ctx, s.query, args)
	if err == driver.ErrSkip {
		s.mc.inText = false
		return s.mc.QueryContext(ctx, interpolate(s.query, args), nil)
	}
	return rows, err
}
