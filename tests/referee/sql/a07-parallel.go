// A7: callers below the limit dial at the same time.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"
)

func main() {
	f := &fake{dial: func(ctx context.Context, n int) error { return pause(ctx, unit) }}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(3)
	start := time.Now()
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() { take(db, 1) })
	}
	settle()
	stats("dialling", db)
	all.Wait()
	fmt.Println("after", round(time.Since(start)))
	stats("dialled", db)
}
