// A2.4: a pool that is closed just after a context ended: nobody is left.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	runtime.GOMAXPROCS(1)
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(1)
	taken := take(db, 1)
	ctx, cancel := context.WithCancel(background)
	done := make(chan error)
	go func() { done <- db.PingContext(ctx) }()
	settle()
	cancel()
	fmt.Println(db.Close())
	fmt.Println(<-done)
	give(taken)
	stats("done", db)
}
