// A7: a connection that the opener dialled for nobody is closed if none may be idle.
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
	f.dial = func(ctx context.Context, n int) error {
		if n > 1 {
			return pause(ctx, 2*unit)
		}
		return nil
	}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(1)
	db.SetMaxIdleConns(-1)
	c := take(db, 1)[0]
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	done := make(chan error)
	go func() { done <- db.PingContext(ctx) }()
	settle()
	c.Raw(func(any) error { return driver.ErrBadConn })
	fmt.Println(<-done)
	stats("gave up", db)
	time.Sleep(2 * unit)
	stats("dialled", db)
}
