// A3: the last attempt waits at the limit like any other, and takes a connection that is too old.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetConnMaxLifetime(unit)
	db.SetMaxOpenConns(2)
	taken := take(db, 1)
	attempts := 0
	f.call = func(_ context.Context, c *conn, op string) error {
		if op == "exec" && attempts < 2 {
			attempts++
			if attempts == 2 {
				db.SetMaxOpenConns(1)
			}
			return driver.ErrBadConn
		}
		return nil
	}
	done := make(chan error)
	go func() {
		_, err := db.Exec("x")
		done <- err
	}()
	time.Sleep(2 * unit)
	stats("waiting", db)
	db.SetConnMaxLifetime(0)
	give(taken)
	fmt.Println(<-done)
	stats("done", db)
}
