// A10: waits count when they begin, and their time when they end, each with its own.
package main

import (
	"context"
	"database/sql"
	"runtime"
	"time"
)

func main() {
	runtime.GOMAXPROCS(1)
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(1)
	taken := take(db, 1)
	for i := range 4 {
		ctx, cancel := context.WithTimeout(background, time.Duration(1+i)*unit)
		defer cancel()
		go db.PingContext(ctx)
	}
	settle()
	stats("four wait", db)
	for range 2 {
		time.Sleep(unit)
		stats("one gave up", db)
	}
	give(taken)
	settle()
	stats("given back", db)
}
