package mysql

import (
	"database/sql/driver"
	"internal/mysqlwire"
	"io"
	"slices"
	"strconv"
)

const (
	shapesKept = 256 // more of them are forgotten, to be asked for again
	rowsKept   = 16  // rows of a shape that are remembered
)

// A shape is what the rows of a query look like, and the first of them: what stands in a row follows from its number.
type shape struct {
	*mysqlwire.Shape
	rows [][]driver.Value // nil until somebody has read them
}

// shape finds the shape of the answer that has just come over a socket; nil if that has been closed meanwhile.
func (c *connector) shape(sock, number int64) *shape {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := c.shapes[number]
	if found == nil {
		learnt := mysqlwire.Learn(sock, number)
		if learnt == nil {
			return nil
		}
		found = &shape{learnt, make([][]driver.Value, rowsKept)}
		if len(c.shapes) == shapesKept {
			clear(c.shapes)
		}
		c.shapes[number] = found
	}
	return found
}

// row gives the values of a row and remembers them.
func (s *shape) row(number int64) []driver.Value {
	if number <= rowsKept {
		if row := s.rows[number-1]; row != nil {
			return row
		}
	}
	values := make([]driver.Value, len(s.Kinds))
	texts := s.Texts(number)
	text := 0
	for i, kind := range s.Kinds {
		switch kind {
		case mysqlwire.KindText:
			values[i] = texts[text]
			text++
		case mysqlwire.KindRow:
			values[i] = number
		case mysqlwire.KindInt:
			n, _ := strconv.ParseInt(s.Literals[i], 10, 64)
			values[i] = n
		case mysqlwire.KindFloat:
			f, _ := strconv.ParseFloat(s.Literals[i], 64)
			values[i] = f
		}
	}
	if number <= rowsKept {
		s.rows[number-1] = values
	}
	return values
}

type mysqlRows struct {
	mc     *mysqlConn
	shape  *shape
	result int64 // 0 if all rows have come with the answer
	here   int64 // so many have
	number int64 // of the row that was read last
	done   bool
}

// Columns returns a slice that its caller may change.
func (r *mysqlRows) Columns() []string { return slices.Clone(r.shape.Columns) }

// Lend gives the next row if it is here, for which database/sql asks before it calls Next; it closes the rows then if that
// is to be the only one.
func (r *mysqlRows) Lend(only bool) ([]driver.Value, error) {
	if r.done || r.result != 0 || r.mc.Lost {
		return nil, nil
	}
	number := r.number
	if number == r.here {
		r.done = true
		return nil, io.EOF
	}
	r.number = number + 1
	r.done = only
	if number < rowsKept {
		if row := r.shape.rows[number]; row != nil {
			return row, nil
		}
	}
	return r.shape.row(number + 1), nil
}

func (r *mysqlRows) Next(dest []driver.Value) error {
	row, err := r.Lend(false)
	switch {
	case row != nil || err != nil:
		copy(dest, row)
		return err
	case r.done:
		return io.EOF
	case r.result == 0:
		return r.lost()
	}
	if err := r.receive(); err != nil {
		return err
	}
	copy(dest, r.shape.row(r.number))
	return nil
}

// receive waits for the next row.
func (r *mysqlRows) receive() error {
	code, number := mysqlwire.NetRow(r.mc.Sock, r.result)
	switch code {
	case mysqlwire.CodeOK:
		r.number = number
		return nil
	case mysqlwire.CodeEnd:
		r.done = true
		return io.EOF
	}
	return r.lost()
}

func (r *mysqlRows) lost() error {
	r.done = true
	r.mc.Lost = true
	return ErrInvalidConn
}

// Close reads what nobody has read; that takes its time.
func (r *mysqlRows) Close() error {
	if r.done || r.mc.closed {
		return nil
	}
	r.done = true
	if r.result != 0 && mysqlwire.NetDrain(r.mc.Sock, r.result) == mysqlwire.CodeLost {
		r.mc.Lost = true
		return ErrInvalidConn
	}
	return nil
}
