// What a panic in a driver, or in a type that rows are scanned into, leaves behind.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"
)

type c struct{}

func (c) Connect(context.Context) (driver.Conn, error) { return cn{}, nil }
func (c) Driver() driver.Driver                        { return nil }

type cn struct{}

func (cn) Prepare(string) (driver.Stmt, error) { return nil, nil }
func (cn) Close() error                        { return nil }
func (cn) Begin() (driver.Tx, error)           { return nil, nil }
func (cn) QueryContext(_ context.Context, q string, _ []driver.NamedValue) (driver.Rows, error) {
	if q == "panic" {
		panic("in query")
	}
	return &rs{}, nil
}

type rs struct{}

var mode string

func (*rs) Columns() []string { return []string{"a"} }
func (*rs) Close() error {
	if mode == "close" {
		panic("in close")
	}
	return nil
}
func (*rs) Next(d []driver.Value) error {
	if mode == "next" {
		panic("in next")
	}
	d[0] = int64(7)
	if mode == "str" {
		d[0] = str{}
	}
	return nil
}

type str struct{}

func (str) String() string { panic("in String") }

type sc struct{}

func (*sc) Scan(any) error { panic("in Scan") }

func try(name string, f func()) {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println(name, "recovered", recover()) }()
		f()
	}()
	select {
	case <-done:
	case <-time.After(100 * time.Millisecond):
		fmt.Println(name, "HANGS")
	}
}

func main() {
	for _, cname := range []string{"bg", "ctx"} {
		for _, m := range []string{"next", "close", "str", "scan", "query"} {
			db := sql.OpenDB(c{})
			mode = m
			ctx, cancel := context.Background(), func() {}
			if cname == "ctx" {
				ctx, cancel = context.WithCancel(ctx)
			}
			q := "q"
			if m == "query" {
				q = "panic"
			}
			var a int
			var s string
			try(cname+" "+m+" row", func() {
				switch m {
				case "str":
					fmt.Println(db.QueryRowContext(ctx, q).Scan(&a))
				case "scan":
					fmt.Println(db.QueryRowContext(ctx, q).Scan(&sc{}))
				default:
					fmt.Println(db.QueryRowContext(ctx, q).Scan(&a))
				}
			})
			fmt.Println("in use", db.Stats().InUse)
			try(cname+" "+m+" rows", func() {
				rows, err := db.QueryContext(ctx, q)
				if err != nil {
					panic(err)
				}
				defer rows.Close()
				for rows.Next() {
					if m == "scan" {
						rows.Scan(&sc{})
					}
					fmt.Println(rows.Scan(&a), rows.Scan(&s))
					break
				}
			})
			fmt.Println("in use", db.Stats().InUse)
			mode = ""
			try(cname+" "+m+" close", func() { db.Close() })
			cancel()
			_ = s
		}
	}
}
