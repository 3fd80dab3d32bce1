package sql

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
)

// Rows is the result of a query. It owns its connection until it is closed.
type Rows struct {
	dc          *driverConn
	releaseConn func(error)
	rowsi       driver.Rows
	cancel      func()
	closeStmt   *driverStmt

	// What awaitDone saw, set before it closes the rows.
	contextDone bool
	contextErr  error

	// closemu is held for reading by everything but closing.
	closemu closingMutex
	lasterr error
	closed  bool

	// scanHold: the last Scan lent memory of the driver and holds closemu until the next call.
	scanHold bool
	// hitEOF: Next has reported the end, so that a context that ends later is no error.
	hitEOF   bool
	lastcols []driver.Value
}

var errRowsClosed = errors.New("sql: Rows are closed")

func (rs *Rows) lasterrOr(err error) error {
	if rs.lasterr != nil && rs.lasterr != io.EOF {
		return rs.lasterr
	}
	return err
}

// initContextClose starts the goroutine that closes the rows when a context ends, if one can end.
func (rs *Rows) initContextClose(ctx, txctx context.Context) {
	if ctx.Done() == nil && (txctx == nil || txctx.Done() == nil) {
		return
	}
	closectx, cancel := context.WithCancel(ctx)
	rs.cancel = cancel
	go rs.awaitDone(ctx, txctx, closectx)
}

func (rs *Rows) awaitDone(ctx, txctx, closectx context.Context) {
	var txctxDone <-chan struct{}
	if txctx != nil {
		txctxDone = txctx.Done()
	}
	select {
	case <-ctx.Done():
		rs.contextErr = ctx.Err()
		rs.contextDone = true
	case <-txctxDone:
		rs.contextErr = txctx.Err()
		rs.contextDone = true
	case <-closectx.Done():
		// Closed by its user.
	}
	rs.close(ctx.Err())
}

// Next goes to the next row. It returns false at the end, where it closes the rows, and after an error.
func (rs *Rows) Next() bool {
	rs.endScanHold()
	if rs.contextDone {
		return false
	}
	rs.closemu.RLock()
	doClose, ok := rs.nextLocked()
	rs.closemu.RUnlock()
	if doClose {
		rs.Close()
		if !ok {
			rs.hitEOF = true
		}
	}
	return ok
}

func (rs *Rows) nextLocked() (doClose, ok bool) {
	if rs.closed {
		return false, false
	}
	rs.dc.Lock()
	defer rs.dc.Unlock()
	if rs.lastcols == nil {
		rs.lastcols = make([]driver.Value, len(rs.rowsi.Columns()))
	}
	rs.lasterr = rs.rowsi.Next(rs.lastcols)
	if rs.lasterr == nil {
		return false, true
	}
	if rs.lasterr != io.EOF {
		return true, false
	}
	next, ok := rs.rowsi.(driver.RowsNextResultSet)
	if !ok {
		return true, false
	}
	return !next.HasNextResultSet(), false
}

// NextResultSet goes to the next set of rows, if the result has several.
func (rs *Rows) NextResultSet() bool {
	rs.endScanHold()
	ok, doClose := rs.nextResultSet()
	if doClose {
		rs.Close()
	}
	return ok
}

func (rs *Rows) nextResultSet() (ok, doClose bool) {
	rs.closemu.RLock()
	defer rs.closemu.RUnlock()
	if rs.closed {
		return false, false
	}
	rs.lastcols = nil
	next, ok := rs.rowsi.(driver.RowsNextResultSet)
	if !ok {
		return false, true
	}
	rs.dc.Lock()
	defer rs.dc.Unlock()
	rs.lasterr = next.NextResultSet()
	if rs.lasterr != nil {
		return false, true
	}
	return true, false
}

// Err returns the error that ended Next, if it was not the end of the rows.
func (rs *Rows) Err() error {
	if !rs.hitEOF && rs.contextDone {
		return rs.contextErr
	}
	rs.closemu.RLock()
	defer rs.closemu.RUnlock()
	return rs.lasterrOr(nil)
}

// Columns returns the names of the columns.
func (rs *Rows) Columns() ([]string, error) {
	rs.closemu.RLock()
	defer rs.closemu.RUnlock()
	if rs.closed {
		return nil, rs.lasterrOr(errRowsClosed)
	}
	if rs.rowsi == nil {
		return nil, rs.lasterrOr(errors.New("sql: no Rows available"))
	}
	rs.dc.Lock()
	defer rs.dc.Unlock()
	return rs.rowsi.Columns(), nil
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
	if rs.scanHold {
		return fmt.Errorf("sql: Scan called without calling Next (closemuScanHold)")
	}
	rs.closemu.RLock()
	err := rs.scanLocked(dest)
	if err == nil && wantsRawBytes(dest) {
		rs.scanHold = true
	} else {
		rs.closemu.RUnlock()
	}
	return err
}

func (rs *Rows) scanLocked(dest []any) error {
	if rs.lasterr != nil && rs.lasterr != io.EOF {
		return rs.lasterr
	}
	if rs.closed {
		return rs.lasterrOr(errRowsClosed)
	}
	if rs.lastcols == nil {
		return errors.New("sql: Scan called without calling Next")
	}
	if len(dest) != len(rs.lastcols) {
		return fmt.Errorf("sql: expected %d destination arguments in Scan, not %d", len(rs.lastcols), len(dest))
	}
	for i, src := range rs.lastcols {
		if err := convertAssign(dest[i], src); err != nil {
			return fmt.Errorf(`sql: Scan error on column index %d, name %q: %w`, i, rs.rowsi.Columns()[i], err)
		}
	}
	return nil
}

func (rs *Rows) endScanHold() {
	if rs.scanHold {
		rs.scanHold = false
		rs.closemu.RUnlock()
	}
}

func wantsRawBytes(dest []any) bool {
	for _, d := range dest {
		if _, ok := d.(*RawBytes); ok {
			return true
		}
	}
	return false
}

// Close gives the connection back. More calls do nothing.
func (rs *Rows) Close() error {
	rs.endScanHold()
	return rs.close(nil)
}

func (rs *Rows) close(err error) error {
	rs.closemu.Lock()
	defer rs.closemu.Unlock()
	if rs.closed {
		return nil
	}
	rs.closed = true
	if rs.lasterr == nil {
		rs.lasterr = err
	}
	rs.dc.Lock()
	err = rs.rowsi.Close()
	rs.dc.Unlock()
	if rs.cancel != nil {
		rs.cancel()
	}
	if rs.closeStmt != nil {
		rs.closeStmt.Close()
	}
	rs.releaseConn(err)
	rs.lasterr = rs.lasterrOr(err)
	return err
}

// Row is the result of QueryRow: one row, or an error that waits for Scan.
type Row struct {
	err  error
	rows *Rows
}

// Scan copies the columns of the first row and gives the connection back.
func (r *Row) Scan(dest ...any) error {
	if r.err != nil {
		return r.err
	}
	defer r.rows.Close()
	if wantsRawBytes(dest) {
		return errors.New("sql: RawBytes isn't allowed on Row.Scan")
	}
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return ErrNoRows
	}
	if err := r.rows.Scan(dest...); err != nil {
		return err
	}
	return r.rows.Close()
}

// Err returns the error of the query. It does not give the connection back.
func (r *Row) Err() error { return r.err }
