// A2.4: a connection that comes before the context ends is received.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	runtime.GOMAXPROCS(1)
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(1)
	taken := take(db, 1)
	ctx, cancel := context.WithCancel(background)
	done := make(chan error)
	go func() {
		_, err := db.Conn(ctx)
		done <- err
	}()
	settle()
	give(taken)
	cancel()
	stats("both", db)
	fmt.Println(<-done)
	stats("done", db)
}
