// A7: a bad connection as the opener's error has the caller try again.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	f.dial = func(ctx context.Context, n int) error {
		if n == 2 || n == 3 {
			return driver.ErrBadConn
		}
		return nil
	}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(1)
	c := take(db, 1)[0]
	done := make(chan error)
	go func() { done <- db.Ping() }()
	settle()
	c.Raw(func(any) error { return driver.ErrBadConn })
	fmt.Println(<-done)
	stats("done", db)
}
