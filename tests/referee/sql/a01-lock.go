// A1: dials, driver closes and resets happen outside the pool's lock: others go on.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	slow := false
	f := &fake{call: func(ctx context.Context, c *conn, op string) error {
		if slow && c.number == 2 && (op == "close" || op == "reset") {
			return pause(ctx, unit)
		}
		return nil
	}}
	f.dial = func(ctx context.Context, n int) error {
		if n == 3 {
			return pause(ctx, unit)
		}
		return nil
	}
	db := sql.OpenDB(f)
	start := time.Now()
	quick := func(what string) {
		settle()
		stats(what, db)
		fmt.Println("after", round(time.Since(start)))
	}
	taken := take(db, 2)
	slow = true

	start = time.Now()
	go take(db, 1)
	quick("a dial")
	time.Sleep(unit)

	db.SetMaxIdleConns(0)
	start = time.Now()
	go taken[1].Close()
	quick("a close")
	fmt.Println(taken[0].PingContext(background))
	time.Sleep(unit)
	stats("all done", db)
}
