package hikari

import (
	"fmt"
	"internal/mysqlwire"
	"strconv"
)

// A PreparedStatement is prepared by the client: that is no round trip.
type PreparedStatement struct {
	conn   *Connection
	query  string
	closed bool
}

func (st *PreparedStatement) usable() error {
	switch {
	case st.closed:
		return &SQLException{message: "No operations allowed after statement closed.", state: "S1009"}
	case st.conn.closed:
		return errConnectionClosed
	}
	return nil
}

// ExecuteQuery sends the query and reads all rows.
func (st *PreparedStatement) ExecuteQuery() (*ResultSet, error) {
	if err := st.usable(); err != nil {
		return nil, err
	}
	st.conn.markCommitStateDirty()
	rs, err := st.conn.entry.wire.query(st.query)
	if err != nil {
		return nil, st.conn.checkException(err)
	}
	return rs, nil
}

// ExecuteUpdate sends the statement and returns the number of affected rows.
func (st *PreparedStatement) ExecuteUpdate() (int, error) {
	if err := st.usable(); err != nil {
		return 0, err
	}
	st.conn.markCommitStateDirty()
	affected, err := st.conn.entry.wire.exec(st.query)
	if err != nil {
		return 0, st.conn.checkException(err)
	}
	return int(affected), nil
}

// Close closes the statement.
func (st *PreparedStatement) Close() error {
	if !st.closed {
		st.closed = true
		st.conn.untrack(st)
	}
	return nil
}

// A ResultSet has all rows of a query.
type ResultSet struct {
	shape  *mysqlwire.Shape
	rows   []resultRow
	at     int
	closed bool
}

type resultRow struct {
	number int64
	texts  []string
}

// Next goes to the next row.
func (rs *ResultSet) Next() bool {
	rs.at++
	return !rs.closed && rs.at < len(rs.rows)
}

// GetString is column i, from 1. Where Java throws it panics.
func (rs *ResultSet) GetString(i int) string {
	if i < 1 || i > len(rs.shape.Kinds) {
		panic(&SQLException{message: fmt.Sprintf("Column Index out of range, %d > %d.", i, len(rs.shape.Kinds)), state: "S1009"})
	}
	if rs.closed || rs.at < 0 || rs.at >= len(rs.rows) {
		panic(&SQLException{message: "Operation not allowed: there is no current row.", state: "S1000"})
	}
	switch row := rs.rows[rs.at]; rs.shape.Kinds[i-1] {
	case mysqlwire.KindRow:
		return strconv.FormatInt(row.number, 10)
	case mysqlwire.KindText:
		return row.texts[rs.textsBefore(i-1)]
	}
	return rs.shape.Literals[i-1]
}

func (rs *ResultSet) textsBefore(column int) int {
	n := 0
	for _, kind := range rs.shape.Kinds[:column] {
		if kind == mysqlwire.KindText {
			n++
		}
	}
	return n
}

// GetLong is column i as a whole number.
func (rs *ResultSet) GetLong(i int) int64 {
	text := rs.GetString(i)
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(&SQLException{message: "Cannot determine value type from string '" + text + "'", state: "S1009"})
	}
	return int64(n)
}

// GetInt is column i as a whole number.
func (rs *ResultSet) GetInt(i int) int { return int(rs.GetLong(i)) }

// Close closes the result.
func (rs *ResultSet) Close() error {
	rs.closed = true
	return nil
}
