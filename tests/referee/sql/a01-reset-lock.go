// A1: a slow reset of a session keeps nobody else from the pool.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"
)

func main() {
	f := &fake{call: func(ctx context.Context, c *conn, op string) error {
		if op == "reset" {
			return pause(ctx, unit)
		}
		return nil
	}}
	db := sql.OpenDB(f)
	give(take(db, 2))
	start := time.Now()
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() { take(db, 1) })
	}
	settle()
	stats("two resets", db)
	both.Wait()
	fmt.Println("after", round(time.Since(start)))
	stats("done", db)
}
