// A context that ends while the driver fetches the only row that is wanted, or a row of several.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"
)

type connector struct{}

func (connector) Connect(context.Context) (driver.Conn, error) { return conn{}, nil }
func (connector) Driver() driver.Driver                        { return nil }

type conn struct{}

func (conn) Prepare(string) (driver.Stmt, error) { return nil, nil }
func (conn) Close() error                        { return nil }
func (conn) Begin() (driver.Tx, error)           { return nil, nil }
func (conn) QueryContext(context.Context, string, []driver.NamedValue) (driver.Rows, error) {
	return &slow{}, nil
}

type slow struct{}

func (*slow) Columns() []string { return []string{"a"} }
func (*slow) Close() error      { return nil }
func (*slow) Next(d []driver.Value) error {
	time.Sleep(60 * time.Millisecond)
	d[0] = int64(7)
	return nil
}

func main() {
	db := sql.OpenDB(connector{})
	for _, patience := range []time.Duration{30 * time.Millisecond, 200 * time.Millisecond} {
		for _, scan := range []func(*sql.Row) error{
			func(row *sql.Row) error { var a int; return row.Scan(&a) },
			func(row *sql.Row) error { var a bool; return row.Scan(&a) },
			func(row *sql.Row) error { var a sql.NullInt64; return row.Scan(&a) },
		} {
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			fmt.Println(scan(db.QueryRowContext(ctx, "q")))
			cancel()
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Millisecond)
	defer cancel()
	rows, err := db.QueryContext(ctx, "q")
	fmt.Println(err)
	for range 3 {
		var a int
		next := rows.Next()
		fmt.Println(next, rows.Scan(&a), a)
	}
	fmt.Println(rows.Err(), rows.Close())
	time.Sleep(time.Millisecond)
	fmt.Println(db.Stats().InUse)
}
