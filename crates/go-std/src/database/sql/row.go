package sql

import (
	"database/sql/driver"
	"errors"
)

// Row is the result of QueryRow: one row, or an error that waits for Scan.
type Row struct {
	err  error
	rows *Rows
}

// A roomyRow is a Row with the Rows that it needs.
type roomyRow struct {
	row  Row
	room Rows
}

func asRow(rows *Rows, err error) *Row { return &Row{rows: rows, err: err} }

// Scan copies the columns of the first row and gives the connection back.
func (r *Row) Scan(dest ...any) error {
	if r.err != nil {
		return r.err
	}
	rs := r.rows
	for _, d := range dest {
		switch d.(type) {
		case *string, *int64, *int, *float64, *[]byte, *any:
		case *RawBytes:
			rs.Close()
			return errors.New("sql: RawBytes isn't allowed on Row.Scan")
		default:
			return r.scanGuarded(dest)
		}
	}
	if rs.lender == nil {
		return r.scanGuarded(dest)
	}
	if rs.watched {
		return rs.scanOnly(dest)
	}
	return rs.scanAlone(dest)
}

// scanGuarded is for what may run code of the program, which may panic: its types, and its drivers.
func (r *Row) scanGuarded(dest []any) error {
	rs := r.rows
	defer rs.Close()
	if wantsRawBytes(dest) {
		return errors.New("sql: RawBytes isn't allowed on Row.Scan")
	}
	if !rs.Next() {
		if err := rs.Err(); err != nil {
			return err
		}
		return ErrNoRows
	}
	if err := rs.Scan(dest...); err != nil {
		return err
	}
	return rs.Close()
}

// scanOnly is Next, Scan and Close of the only row that is wanted.
func (rs *Rows) scanOnly(dest []any) error {
	if !enter(&rs.closemu) {
		rs.closemu.RLock()
	}
	var err error
	found := rs.ended == nil && !rs.closed
	if found {
		dc := rs.conn
		dc.Lock()
		rs.failed = rs.fetch()
		dc.Unlock()
		found = rs.failed == nil
		rs.finished = !found
	}
	if !leave(&rs.closemu) {
		rs.closemu.RUnlock()
	}
	if found {
		// A context that has ended meanwhile comes first.
		err = rs.scanLocked(dest)
		if !leave(&rs.closemu) {
			rs.closemu.RUnlock()
		}
	}
	closing := rs.close(nil)
	if !found {
		err = rs.Err()
		closing = ErrNoRows
	}
	if err == nil {
		err = closing
	}
	return err
}

// scanAlone is scanOnly of rows that nobody else knows and no context ends, so that the lock of the connection is enough.
// The destinations run no code of the program.
func (rs *Rows) scanAlone(dest []any) error {
	dc := rs.conn
	if rs.closed {
		return rs.failure(ErrNoRows) // and dc may be another's
	}
	dc.Lock()
	if rs.closed {
		dc.Unlock()
		return rs.failure(ErrNoRows)
	}
	rs.closed = true
	var row []driver.Value
	var err, closing error
	if rs.lender != nil {
		row, err = rs.lender.Lend(true)
	}
	lent := row != nil || err != nil
	if !lent {
		err = rs.fetch()
		row = rs.row
	}
	rs.failed = err
	if err == nil {
		err = rs.scan(row, dest)
	}
	if !lent {
		closing = rs.result.Close()
	}
	dc.Unlock()
	if rs.failed != nil {
		rs.letGo(closing)
		return rs.failure(ErrNoRows)
	}
	if closing == nil && rs.own == nil && rs.release == nil {
		dc.db.putConn(dc, nil, true) // what is left of letGo
		return err
	}
	rs.letGo(closing)
	if err == nil {
		err = closing
	}
	return err
}

// Err returns the error of the query. It does not give the connection back.
func (r *Row) Err() error { return r.err }
