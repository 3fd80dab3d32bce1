// Prepared statements of database/sql: what a driver sees of them, on connections and in transactions.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
)

// The driver tells what it is asked, on which connection.
type drv struct{}
type conn struct{ n int }
type stmt struct {
	c *conn
	q string
}
type tx struct{ c *conn }
type rows struct{ left int }

var (
	opened int
	fail   = map[string]error{}
)

func say(c *conn, what ...any) { fmt.Print(c.n, " ", fmt.Sprint(what...), "; ") }

func (drv) Open(string) (driver.Conn, error) {
	opened++
	return &conn{opened}, nil
}

func (c *conn) Prepare(q string) (driver.Stmt, error) {
	say(c, "prepare ", q)
	if err := fail["prepare"]; err != nil {
		delete(fail, "prepare")
		return nil, err
	}
	return &stmt{c, q}, nil
}

func (c *conn) Close() error {
	say(c, "close")
	return nil
}

func (c *conn) Begin() (driver.Tx, error) {
	say(c, "begin")
	return tx{c}, nil
}

func (t tx) Commit() error {
	say(t.c, "commit")
	return fail["commit"]
}

func (t tx) Rollback() error {
	say(t.c, "rollback")
	return nil
}

func (s *stmt) NumInput() int { return -1 }

func (s *stmt) Close() error {
	say(s.c, "forget ", s.q)
	return fail["forget"]
}

func (s *stmt) Exec(args []driver.Value) (driver.Result, error) {
	say(s.c, s.q, " ", args)
	err := fail["exec"]
	delete(fail, "exec")
	return driver.RowsAffected(1), err
}

func (s *stmt) Query(args []driver.Value) (driver.Rows, error) {
	say(s.c, s.q, "? ", args)
	return &rows{2}, fail["query"]
}

func (*rows) Columns() []string { return []string{"c"} }
func (*rows) Close() error      { return nil }
func (r *rows) Next(dest []driver.Value) error {
	if r.left--; r.left < 0 {
		return io.EOF
	}
	dest[0] = int64(r.left)
	return nil
}

func exec(st *sql.Stmt, args ...any) {
	_, err := st.Exec(args...)
	fmt.Println(err)
}

// A transaction uses the statement of the pool that is on its connection, and leaves it there.
func inTransaction(db *sql.DB) {
	st, err := db.Prepare("A")
	fmt.Println(err)
	exec(st, 1)
	tx, _ := db.Begin()
	own := tx.Stmt(st)
	exec(own, 2)
	exec(tx.Stmt(st), 3)
	exec(tx.Stmt(own), 4)
	fmt.Println("own is closed:", own.Close(), own.Close())
	exec(own, 5)
	exec(tx.Stmt(own), 6)
	fmt.Println("committed:", tx.Commit())
	exec(tx.Stmt(st), 7)
	exec(st, 8)
	fmt.Println("closed:", st.Close())
}

// On a connection that does not know the statement it is prepared, and stays.
func onAnother(db *sql.DB) {
	st, _ := db.Prepare("B")
	tx, _ := db.Begin()
	exec(st, 1)
	tx2, _ := db.Begin()
	own := tx2.Stmt(st)
	exec(own, 2)
	fmt.Println(tx2.Rollback())
	exec(st, 3)
	fmt.Println(tx.Commit(), st.Close())
}

// A statement of the pool that is closed while a transaction has it is forgotten at the end.
func closedMeanwhile(db *sql.DB) {
	st, _ := db.Prepare("C")
	tx, _ := db.Begin()
	own := tx.Stmt(st)
	fmt.Println(st.Close())
	exec(own, 1)
	exec(st, 2)
	exec(tx.Stmt(st), 3)
	fmt.Println(own.Close())
	fmt.Println(tx.Commit())
}

func rowsOfTransaction(db *sql.DB) {
	st, _ := db.Prepare("D")
	tx, _ := db.Begin()
	own := tx.Stmt(st)
	rs, err := own.Query(1)
	fmt.Println(err, rs.Next(), st.Close(), own.Close(), rs.Next())
	fmt.Println(rs.Close())
	fmt.Println(tx.Rollback())
}

func mistakes(db *sql.DB) {
	other, _ := sql.Open("statements", "")
	st, _ := other.Prepare("E")
	tx, _ := db.Begin()
	exec(tx.Stmt(st), 1)
	fmt.Println(tx.Stmt(st).Close())
	mine, _ := db.Prepare("F")
	fail["prepare"] = errors.New("boom")
	exec(tx.Stmt(mine), 1)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	exec(tx.StmtContext(ctx, mine), 1)
	fmt.Println(tx.Rollback())
	exec(tx.Stmt(st), 1)
	_, err := tx.Prepare("G")
	fmt.Println(err)
	fmt.Println(st.Close(), mine.Close(), other.Close())
	exec(st, 2)
	_, err = st.Query(2)
	fmt.Println(err, st.QueryRow(2).Err())
}

func preparedThere(db *sql.DB) {
	tx, _ := db.Begin()
	st, err := tx.Prepare("H")
	fmt.Println(err)
	exec(st, 1)
	fmt.Println(st.Close(), st.Close())
	tx.Prepare("I")
	exec(tx.Stmt(st), 2)
	fmt.Println(tx.Commit())
	exec(st, 3)
	c, _ := db.Conn(context.Background())
	st, _ = c.PrepareContext(context.Background(), "J")
	exec(st, 1)
	fmt.Println(c.Close())
	exec(st, 2)
	fmt.Println(st.Close())
}

// Bad connections are tried again, but not in a transaction.
func badConnections(db *sql.DB) {
	st, _ := db.Prepare("K")
	fail["exec"] = driver.ErrBadConn
	exec(st, 1)
	tx, _ := db.Begin()
	own := tx.Stmt(st)
	fail["exec"] = driver.ErrBadConn
	exec(own, 2)
	exec(own, 3)
	fail["commit"] = driver.ErrBadConn
	fmt.Println(tx.Commit())
	delete(fail, "commit")
	exec(st, 4)
	fail["forget"] = errors.New("no")
	fmt.Println(st.Close())
	delete(fail, "forget")
}

func main() {
	sql.Register("statements", drv{})
	db, _ := sql.Open("statements", "")
	inTransaction(db)
	onAnother(db)
	closedMeanwhile(db)
	rowsOfTransaction(db)
	mistakes(db)
	preparedThere(db)
	badConnections(db)
	fmt.Println(db.Close())
}
