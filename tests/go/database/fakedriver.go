// Package database/sql over a driver of the program's own, which tells of every call and fails on demand.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"time"
)

var boom = errors.New("boom")
var fail = map[string]error{}

// bad is how many connections in a row are found to be bad.
var bad int

func say(what ...any) { fmt.Print(fmt.Sprint(what...), "; ") }

func act(op string) error {
	say(op)
	e := fail[op]
	delete(fail, op)
	return e
}

type drv struct{}

func (drv) Open(name string) (driver.Conn, error) {
	if e := act("open"); e != nil {
		return nil, e
	}
	return &conn{}, nil
}

type conn struct{ n int }

func (c *conn) Prepare(q string) (driver.Stmt, error) {
	if e := act("prepare"); e != nil {
		return nil, e
	}
	if bad > 0 {
		bad--
		return nil, driver.ErrBadConn
	}
	return &stmt{q}, nil
}
func (c *conn) Close() error { return act("close") }
func (c *conn) Begin() (driver.Tx, error) {
	if e := act("begin"); e != nil {
		return nil, e
	}
	return tx{}, nil
}

type tx struct{}

func (tx) Commit() error   { return act("commit") }
func (tx) Rollback() error { return act("rollback") }

type stmt struct{ q string }

func (s *stmt) Close() error  { return act("stmt.close") }
func (s *stmt) NumInput() int { return -1 }
func (s *stmt) Exec(args []driver.Value) (driver.Result, error) {
	say("exec", args)
	return driver.RowsAffected(3), act("exec")
}
func (s *stmt) Query(args []driver.Value) (driver.Rows, error) {
	say("query", args)
	if e := act("query"); e != nil {
		return nil, e
	}
	r := rows{}
	if s.q == "sets" {
		return &sets{r, 2}, nil
	}
	return &r, nil
}

var data [][]driver.Value

type rows struct{ i int }

func (r *rows) Columns() []string {
	if len(data) == 0 {
		return []string{"a"}
	}
	return []string{"a", "b", "c"}[:len(data[0])]
}
func (r *rows) Close() error { return act("rows.close") }
func (r *rows) Next(dest []driver.Value) error {
	if e := act("next"); e != nil {
		return e
	}
	if r.i >= len(data) {
		return io.EOF
	}
	copy(dest, data[r.i])
	r.i++
	return nil
}

type sets struct {
	rows
	left int
}

func (s *sets) HasNextResultSet() bool { say("has"); return s.left > 0 }
func (s *sets) NextResultSet() error {
	if e := act("nextset"); e != nil {
		return e
	}
	if s.left == 0 {
		return io.EOF
	}
	s.left--
	s.i = 0
	return nil
}

func stats(db *sql.DB) {
	s := db.Stats()
	fmt.Println("=>", s.OpenConnections, s.InUse, s.Idle)
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	sql.Register("fake", drv{})
	try(func() { sql.Register("fake", drv{}) })
	try(func() { sql.Register("nil", nil) })
	_, e := sql.Open("nope", "")
	fmt.Println(e)
	db, e := sql.Open("fake", "x")
	fmt.Println(e)
	data = [][]driver.Value{{int64(1), "x", []byte("y")}, {int64(2), nil, time.Unix(0, 0).UTC()}}
	for _, q := range []string{"one", "sets"} {
		for _, f := range []string{"", "open", "prepare", "query", "next", "rows.close", "stmt.close", "nextset"} {
			fail[f] = boom
			fmt.Print(q, " ", f, ": ")
			rs, e := db.Query(q, 1, "two", []byte("3"), nil, true, 1.5)
			fmt.Print(e, " ")
			if e == nil {
				cols, e := rs.Columns()
				fmt.Print(cols, e, " ")
				for {
					for rs.Next() {
						var a, b, c any
						fmt.Print(rs.Scan(&a, &b, &c), a, b, c, " ")
					}
					fmt.Print(rs.Err(), " ")
					if !rs.NextResultSet() {
						break
					}
				}
				fmt.Print(rs.Err(), rs.Close(), rs.Next(), rs.Err(), " ")
				var a any
				fmt.Print(rs.Scan(&a))
				_, e = rs.Columns()
				fmt.Print(e)
			}
			stats(db)
			delete(fail, f)
		}
	}
	scans(db)
	for _, f := range []string{"", "begin", "commit", "rollback", "exec", "query", "prepare", "next"} {
		for _, bad := range []error{boom, driver.ErrBadConn} {
			if bad == driver.ErrBadConn && f != "commit" && f != "rollback" {
				continue
			}
			for _, commit := range []bool{true, false} {
				fail[f] = bad
				fmt.Print("tx ", f, bad, ": ")
				tx, e := db.Begin()
				fmt.Print(e, " ")
				if e == nil {
					r, e := tx.Exec("x", sql.Named("n", 1))
					fmt.Print(e, " ")
					r, e = tx.Exec("x", 5)
					fmt.Print(r != nil, e, " ")
					rs, e := tx.Query("x")
					fmt.Print(e, " ")
					if e == nil {
						rs.Next()
					}
					st, e := tx.Prepare("p")
					fmt.Print(e, " ")
					if e == nil && rs != nil {
						rs.Close()
						time.Sleep(time.Millisecond) // for the goroutine that watches the rows
						_, e := st.Exec(3)
						fmt.Print(e, " ")
					}
					if commit {
						fmt.Print(tx.Commit(), " ")
					} else {
						fmt.Print(tx.Rollback(), " ")
					}
					if rs != nil {
						fmt.Print(rs.Next(), rs.Err(), " ")
					}
					if st != nil {
						_, e := st.Exec(1)
						fmt.Print(e, st.Close(), " ")
					}
					fmt.Print(tx.Commit(), tx.Rollback(), " ")
					_, e = tx.Exec("x")
					fmt.Print(e)
				}
				time.Sleep(time.Millisecond)
				stats(db)
				delete(fail, f)
			}
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	tx, e := db.BeginTx(ctx, nil)
	fmt.Println(e)
	cancel()
	time.Sleep(5 * time.Millisecond)
	fmt.Println(tx.Commit(), tx.Rollback())
	stats(db)
	_, e = db.BeginTx(context.Background(), &sql.TxOptions{Isolation: sql.LevelSerializable})
	fmt.Println(e, sql.LevelSerializable, sql.IsolationLevel(99))
	_, e = db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: true})
	fmt.Println(e)
	c, e := db.Conn(context.Background())
	fmt.Println(e)
	rs, e := c.QueryContext(context.Background(), "q")
	fmt.Println(e, rs.Next(), rs.Close())
	fmt.Println(c.PingContext(context.Background()), c.Raw(func(any) error { return boom }))
	stats(db)
	fmt.Println(c.Raw(func(any) error { return driver.ErrBadConn }))
	fmt.Println(c.Close(), c.PingContext(context.Background()))
	stats(db)
	c, _ = db.Conn(context.Background())
	fmt.Println(c.Close(), c.Close())
	st, e := db.Prepare("stmt")
	fmt.Println(e)
	for range 2 {
		_, e = st.Exec(1)
		fmt.Println(e)
		rs, e = st.Query(2)
		fmt.Println(e)
		if e == nil {
			fmt.Println(rs.Next(), st.Close(), rs.Next(), rs.Close())
		}
	}
	fmt.Println(st.Close())
	stats(db)
	// Contexts that end while rows are open.
	ctx, cancel = context.WithCancel(context.Background())
	rs, e = db.QueryContext(ctx, "q")
	fmt.Println(rs.Next())
	cancel()
	time.Sleep(5 * time.Millisecond)
	fmt.Println(rs.Next(), rs.Err(), rs.Close())
	stats(db)
	_, e = db.QueryContext(ctx, "q")
	fmt.Println(e)
	// A loan of memory, which a context cannot end, but the next call does.
	memory := []byte("lent")
	data = [][]driver.Value{{int64(1), memory, nil}, {int64(2), memory, nil}}
	ctx, cancel = context.WithCancel(context.Background())
	rs, e = db.QueryContext(ctx, "q")
	rs.Next()
	var a int
	var raw sql.RawBytes
	var x any
	fmt.Println(rs.Scan(&a, &raw, &x), string(raw))
	fmt.Println(rs.Scan(&a, &raw, &x))
	cancel()
	time.Sleep(5 * time.Millisecond)
	stats(db)
	memory[0] = 'L'
	fmt.Println(string(raw))
	next := rs.Next()
	time.Sleep(5 * time.Millisecond)
	fmt.Println(next, rs.Err())
	stats(db)
	// Bad connections.
	for bad = range 4 {
		fmt.Print(bad, ": ")
		_, e = db.Exec("x")
		fmt.Print(bad, e, " ")
		stats(db)
	}
	_, e = db.Exec("x")
	fmt.Println(e)
	fail["close"] = boom
	fmt.Println(db.Close(), db.Close())
	fmt.Println(db.Ping())
	_, e = db.Query("x")
	fmt.Println(e)
	stats(db)
	var nilRow *sql.Row = db.QueryRow("x")
	fmt.Println(nilRow.Err(), nilRow.Scan())
}

func scans(db *sql.DB) {
	vals := []driver.Value{int64(1), int64(-300), 2.5, true, "text", "7", []byte("bytes"), nil, time.Unix(5, 0).UTC()}
	for _, v := range vals {
		data = [][]driver.Value{{v}}
		var (
			i   int
			i8  int8
			i64 int64
			u   uint
			u8  uint8
			u64 uint64
			f   float64
			f32 float32
			b   bool
			s   string
			by  []byte
			raw sql.RawBytes
			x   any
			t   time.Time
			ps  *string
			pi  *int
			pb  *bool
			n   sql.NullString
			nf  *float64
			np  *int
		)
		for _, d := range []any{&i, &i8, &i64, &u, &u8, &u64, &f, &f32, &b, &s, &by, &raw, &x, &t, &ps, &pi, &pb, &n, &nf, np, 5, nil, "str"} {
			rs, _ := db.Query("q")
			rs.Next()
			fmt.Println(rs.Scan(d))
			if _, isRaw := d.(*sql.RawBytes); isRaw {
				fmt.Printf("%q\n", raw)
			}
			rs.Close()
		}
		fmt.Println(i, i8, i64, u, u8, u64, f, f32, b, s, by, by == nil, raw == nil, x, t, ps != nil && *ps != "", pi != nil && *pi != 0, pb != nil && *pb, n, nf != nil && *nf != 0)
		fmt.Println(db.QueryRow("q").Scan(&raw), db.QueryRow("q").Scan(&x, &s), db.QueryRow("q").Scan(&x), db.QueryRow("q").Err())
		data = nil
		fmt.Println(db.QueryRow("q").Scan(&x))
	}
	fail["next"] = boom
	var x any
	fmt.Println(db.QueryRow("q").Scan(&x))
	data = [][]driver.Value{{int64(5)}}
	var mine named
	fmt.Println(db.QueryRow("q", mine, &mine, uint64(1<<63), int8(5), struct{}{}).Scan(&x))
	fmt.Println(db.QueryRow("q", uint64(1<<63)).Scan(&x))
	fmt.Println(db.QueryRow("q", int8(5), uint16(7), float32(1.5), time.Unix(0, 0).UTC()).Scan(&x))
	var p *int
	var q = 7
	fmt.Println(db.QueryRow("q", p, &q).Scan(&x))
	stats(db)
}

type named struct{}

func (named) Value() (driver.Value, error) { return "valued", nil }
