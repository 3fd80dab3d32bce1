// A7: the opener dials for those who wait, one connection after the other.
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
		if n > 3 {
			return pause(ctx, unit)
		}
		return nil
	}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(3)
	taken := take(db, 3)
	start := time.Now()
	served := make(chan time.Duration)
	for range 3 {
		go func() {
			db.Conn(background)
			served <- round(time.Since(start))
		}()
	}
	settle()
	start = time.Now()
	for _, c := range taken {
		c.Raw(func(any) error { return driver.ErrBadConn })
	}
	stats("all bad", db)
	for range 3 {
		fmt.Println("served after", <-served)
		stats("served", db)
	}
}
