// A7: places that are promised to the opener count before it dials.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"
	"time"
)

func main() {
	f := &fake{}
	f.dial = func(ctx context.Context, n int) error {
		if n > 4 {
			return pause(ctx, unit)
		}
		return nil
	}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(4)
	taken := take(db, 4)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { give(take(db, 1)) })
	}
	settle()
	stats("waiting", db)
	for _, c := range taken[:3] {
		c.Raw(func(any) error { return driver.ErrBadConn })
	}
	settle()
	stats("promised", db)
	fmt.Println("dials", f.count())
	all.Wait()
	time.Sleep(3 * unit)
	stats("done", db)
	fmt.Println("dials", f.count())
}
