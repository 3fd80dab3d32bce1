// A7: an error of the opener's dial is told nobody while the limit, lowered meanwhile, is exceeded.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"
)

func main() {
	f := &fake{}
	f.dial = func(ctx context.Context, n int) error {
		if n == 4 {
			pause(ctx, unit)
			return errors.New("dial failed")
		}
		return nil
	}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(3)
	taken := take(db, 3)
	done := make(chan error)
	go func() { done <- db.Ping() }()
	settle()
	taken[0].Raw(func(any) error { return driver.ErrBadConn })
	settle()
	db.SetMaxOpenConns(1)
	stats("dialling", db)
	time.Sleep(2 * unit)
	stats("failed", db)
	taken[1].Close()
	settle()
	stats("one back", db)
	taken[2].Close()
	fmt.Println(<-done)
	stats("two back", db)
}
