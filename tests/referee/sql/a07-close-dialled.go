// A7: what the opener has dialled for a pool that was closed meanwhile is closed.
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
	f.dial = func(_ context.Context, n int) error {
		if n > 1 {
			time.Sleep(unit) // knows no context
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
	settle()
	fmt.Println(db.Close())
	fmt.Println(<-done)
	stats("closed", db)
	time.Sleep(2 * unit)
	stats("dialled", db)
}
