// A10: a connection that is being closed is open and in use until the driver has done so.
package main

import (
	"context"
	"database/sql"
	"time"
)

func main() {
	f := &fake{call: func(ctx context.Context, c *conn, op string) error {
		if op == "close" {
			pause(ctx, unit)
		}
		return nil
	}}
	db := sql.OpenDB(f)
	give(take(db, 2))
	go db.SetMaxIdleConns(1)
	settle()
	stats("closing", db)
	time.Sleep(unit)
	stats("closed", db)
	go db.Close()
	settle()
	stats("closing the pool", db)
	time.Sleep(unit)
	stats("closed", db)
}
