// A7: a caller's own dial goes on though the pool is closed; what it dialled can be used and is closed then.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true, dial: func(ctx context.Context, n int) error { return pause(ctx, unit) }}
	db := sql.OpenDB(f)
	done := make(chan error)
	go func() { done <- db.Ping() }()
	settle()
	fmt.Println(db.Close())
	stats("closed", db)
	fmt.Println(<-done)
	stats("done", db)
}
