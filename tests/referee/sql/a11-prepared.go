// A11: without Query of its own a driver prepares; the statement is closed behind the rows, before the connection goes.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func main() {
	f := &fake{kind: ancient, trace: true}
	db := sql.OpenDB(f)
	rows, err := db.Query("q")
	fmt.Println(err, rows.Next(), rows.Close())
	_, err = db.Exec("x")
	fmt.Println(err)
	f.call = func(_ context.Context, c *conn, op string) error {
		if op == "query statement" || op == "exec statement" {
			return errors.New("no " + op)
		}
		return nil
	}
	_, err = db.Query("q")
	fmt.Println(err)
	_, err = db.Exec("x")
	fmt.Println(err)
	ended, cancel := context.WithCancel(background)
	f.call = func(_ context.Context, c *conn, op string) error {
		if op == "prepare" {
			cancel()
		}
		return nil
	}
	_, err = db.QueryContext(ended, "q")
	fmt.Println(err)
	stats("done", db)
}
