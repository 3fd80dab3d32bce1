package sql

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
)

// Rows are what a query gives. They own their connection until they are closed.
type Rows struct {
	conn    *driverConn
	release func(error) // nil is that of the pool
	result  driver.Rows
	lender  lender        // is the result, if its rows need not be copied
	own     *driverStmt   // prepared for this query alone
	watched bool          // awaitDone runs
	closing chan struct{} // ends awaitDone
	cancel  func()        // ends it where there is no closing

	// ended is the error of the context that ended the rows, set before awaitDone closes them.
	ended error

	// closemu is held for reading by everything but closing. It guards failed and closed.
	closemu closingMutex
	failed  error
	closed  bool

	// lent: the last Scan lent memory of the driver and holds closemu until the next call.
	lent bool
	// finished: Next has reported the end, so that a context that ends later is no error.
	finished bool
	row      []driver.Value
}

// A lender is a result that lends its next row, never to be changed, unless that must be waited for: then it gives
// neither row nor error. No more are wanted, nor a call of Close, if it is to be the only one.
type lender interface {
	Lend(only bool) ([]driver.Value, error)
}

var errRowsClosed = errors.New("sql: Rows are closed")

// failure is what went wrong, or otherwise another error. The end of the rows is not wrong.
func (rs *Rows) failure(otherwise error) error {
	if rs.failed == nil || rs.failed == io.EOF {
		return otherwise
	}
	return rs.failed
}

// endWith lets the rows end with a context, or that of a transaction if there is one.
func (rs *Rows) endWith(ctx, txctx context.Context) {
	if ctx.Done() != nil || txctx != nil && txctx.Done() != nil {
		rs.initContextClose(ctx, txctx)
	}
}

// initContextClose starts the goroutine that closes the rows when a context ends. One of them can end.
func (rs *Rows) initContextClose(ctx, txctx context.Context) {
	if txctx == nil {
		txctx = context.Background()
	}
	rs.watched = true
	if _, direct := ctx.(interface{ Direct() }); direct {
		rs.closing = make(chan struct{})
		go rs.awaitDone(ctx, txctx, rs.closing)
		return
	}
	closed, cancel := context.WithCancel(ctx) // may start a goroutine
	rs.cancel = cancel
	go rs.awaitDone(ctx, txctx, closed.Done())
}

func (rs *Rows) awaitDone(ctx, txctx context.Context, closed <-chan struct{}) {
	select {
	case <-ctx.Done():
		rs.ended = ctx.Err()
	case <-txctx.Done():
		rs.ended = txctx.Err()
	case <-closed:
		if rs.closing != nil {
			return // by its user, who needs no help
		}
	}
	rs.close(ctx.Err())
}

// Next goes to the next row. It returns false at the end, where it closes the rows, and after an error.
func (rs *Rows) Next() bool {
	if rs.lent {
		rs.takeBack()
	}
	if rs.ended != nil {
		return false
	}
	var found, over bool
	if rs.lender == nil {
		found, over = rs.nextGuarded()
	} else {
		rs.closemu.RLock()
		if !rs.closed {
			rs.conn.Lock()
			found, over = rs.next()
			rs.conn.Unlock()
		}
		rs.closemu.RUnlock()
	}
	if over {
		rs.Close()
		rs.finished = true
	}
	return found
}

// nextGuarded asks a driver of which nothing is known: it may panic.
func (rs *Rows) nextGuarded() (found, over bool) {
	rs.closemu.RLock()
	defer rs.closemu.RUnlock()
	if rs.closed {
		return false, false
	}
	rs.conn.Lock()
	defer rs.conn.Unlock()
	return rs.next()
}

// next fetches a row, if there is one, or else reports whether there is no other set of rows either.
func (rs *Rows) next() (found, over bool) {
	rs.failed = rs.fetch()
	found = rs.failed == nil
	return found, !found && (rs.failed != io.EOF || !rs.hasNextSet())
}

// fetch gets the next row from the driver. The lock of the connection is held.
func (rs *Rows) fetch() error {
	if rs.lender != nil {
		row, err := rs.lender.Lend(false)
		if row != nil {
			rs.row = row
			return nil
		}
		if err != nil {
			return err
		}
		rs.lender, rs.row = nil, nil
	}
	if rs.row == nil {
		rs.row = make([]driver.Value, len(rs.result.Columns()))
	}
	return rs.result.Next(rs.row)
}

func (rs *Rows) hasNextSet() bool {
	sets, several := rs.result.(driver.RowsNextResultSet)
	return several && sets.HasNextResultSet()
}

// NextResultSet goes to the next set of rows, if the result has several.
func (rs *Rows) NextResultSet() bool {
	if rs.lent {
		rs.takeBack()
	}
	rs.closemu.RLock()
	found, over := rs.nextSet()
	rs.closemu.RUnlock()
	if over {
		rs.Close()
	}
	return found
}

func (rs *Rows) nextSet() (found, over bool) {
	if rs.closed {
		return false, false
	}
	rs.row = nil
	if sets, several := rs.result.(driver.RowsNextResultSet); several {
		rs.conn.Lock()
		defer rs.conn.Unlock()
		rs.failed = sets.NextResultSet()
		found = rs.failed == nil
	}
	return found, !found
}

// Err returns the error that ended Next, if it was not the end of the rows.
func (rs *Rows) Err() error {
	if rs.ended != nil && !rs.finished {
		return rs.ended
	}
	rs.closemu.RLock()
	defer rs.closemu.RUnlock()
	return rs.failure(nil)
}

// Columns is what the columns are called.
func (rs *Rows) Columns() ([]string, error) {
	rs.closemu.RLock()
	defer rs.closemu.RUnlock()
	switch {
	case rs.closed:
		return nil, rs.failure(errRowsClosed)
	case rs.result == nil:
		return nil, rs.failure(errors.New("sql: no Rows available"))
	}
	rs.conn.Lock()
	defer rs.conn.Unlock()
	return rs.result.Columns(), nil
}

// A ColumnType describes a column.
type ColumnType struct {
	name string
}

// Name returns the column's name.
func (ci *ColumnType) Name() string { return ci.name }

// ColumnTypes describes the columns, as far as the driver knows.
func (rs *Rows) ColumnTypes() ([]*ColumnType, error) {
	names, err := rs.Columns()
	if err != nil {
		return nil, err
	}
	types := make([]*ColumnType, len(names))
	for i, name := range names {
		types[i] = &ColumnType{name}
	}
	return types, nil
}

// Scan copies the columns of the row.
func (rs *Rows) Scan(dest ...any) error {
	if rs.lent {
		return fmt.Errorf("sql: Scan called without calling Next (closemuScanHold)")
	}
	err := rs.scanLocked(dest)
	if err == nil && wantsRawBytes(dest) {
		rs.lent = true
		return nil
	}
	rs.closemu.RUnlock()
	return err
}

// scanLocked scans the present row, unless the rows have been closed, and leaves closemu locked. If a destination panics,
// that stays so, and whoever closes the rows waits for ever: as in Go.
func (rs *Rows) scanLocked(dest []any) error {
	if !enter(&rs.closemu) {
		rs.closemu.RLock()
	}
	if err := rs.failure(nil); err != nil {
		return err
	}
	if rs.closed {
		return errRowsClosed
	}
	return rs.scan(rs.row, dest)
}

// scan copies the columns of the row, if there is one.
func (rs *Rows) scan(row []driver.Value, dest []any) error {
	if row == nil {
		return errors.New("sql: Scan called without calling Next")
	}
	if len(dest) != len(row) {
		return fmt.Errorf("sql: expected %d destination arguments in Scan, not %d", len(row), len(dest))
	}
	for i, column := range row {
		to := dest[i]
		if d, ok := to.(*string); ok && d != nil {
			if text, ok := column.(string); ok {
				*d = text
				continue
			}
		}
		if err := convertAssign(to, column); err != nil {
			return fmt.Errorf(`sql: Scan error on column index %d, name %q: %w`, i, rs.result.Columns()[i], err)
		}
	}
	return nil
}

// takeBack ends the loan of the last Scan.
func (rs *Rows) takeBack() {
	rs.lent = false
	rs.closemu.RUnlock()
}

func wantsRawBytes(dest []any) bool {
	for _, d := range dest {
		if _, raw := d.(*RawBytes); raw {
			return true
		}
	}
	return false
}

// Close gives the connection back. More calls do nothing.
func (rs *Rows) Close() error {
	if rs.lent {
		rs.takeBack()
	}
	return rs.close(nil)
}

// close closes once; reason is kept if nothing went wrong before.
func (rs *Rows) close(reason error) (err error) {
	if !shut(&rs.closemu) {
		rs.closemu.Lock()
	}
	if rs.closed {
		rs.closemu.Unlock()
		return nil
	}
	defer rs.closemu.Unlock()
	rs.closed = true
	if rs.failed == nil {
		rs.failed = reason
	}
	dc := rs.conn
	dc.Lock()
	err = rs.result.Close()
	dc.Unlock()
	if rs.closing != nil {
		close(rs.closing)
	} else if rs.cancel != nil {
		rs.cancel()
	}
	rs.letGo(err)
	return err
}

// letGo gives up what the rows hold, when the driver has closed them. closemu is held.
func (rs *Rows) letGo(err error) {
	if rs.own != nil {
		rs.own.Close()
	}
	if rs.release != nil {
		rs.release(err)
	} else {
		dc := rs.conn
		dc.db.putConn(dc, err, true)
	}
	if err != nil {
		rs.failed = rs.failure(err)
	} else if rs.failed != nil && rs.failed == io.EOF {
		rs.failed = nil
	}
}
