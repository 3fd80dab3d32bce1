// A7: an error of the opener's dial goes to one who waits; for the others it dials on.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"
)

func main() {
	f := &fake{}
	f.dial = func(ctx context.Context, n int) error {
		pause(ctx, unit)
		if n == 2 || n == 3 {
			return fmt.Errorf("dial %d failed", n)
		}
		return nil
	}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(1)
	c := take(db, 1)[0]
	done := make(chan error)
	for range 4 {
		go func() { done <- db.Ping() }()
	}
	settle()
	c.Raw(func(any) error { return driver.ErrBadConn })
	start := time.Now()
	for range 4 {
		fmt.Println(<-done, round(time.Since(start)), f.count())
	}
	stats("done", db)
}
