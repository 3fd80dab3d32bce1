// A7: the opener's dial does not end with who waits for it; the connection is idle then.
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
		if n > 1 {
			_, limited := ctx.Deadline()
			fmt.Println("deadline:", limited)
			return pause(ctx, 2*unit)
		}
		return nil
	}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(1)
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
	fmt.Println(db.Ping(), f.count())
}
