// A2.4: a context that ends before the connection comes: the connection finds its way back.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	runtime.GOMAXPROCS(1) // so that the waiter runs only when both have happened
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(1)
	taken := take(db, 1)
	ctx, cancel := context.WithCancel(background)
	done := make(chan error)
	go func() { done <- db.PingContext(ctx) }()
	settle()
	cancel()
	give(taken)
	stats("both", db)
	fmt.Println(<-done)
	stats("done", db)
	fmt.Println(db.Ping())
}
