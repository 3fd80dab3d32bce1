// A2.5: a dial that reports a bad connection is tried three times.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

func main() {
	for good := 1; good <= 5; good++ {
		f := &fake{dial: func(_ context.Context, n int) error {
			if n < good {
				return fmt.Errorf("dial %d: %w", n, driver.ErrBadConn)
			}
			return nil
		}}
		db := sql.OpenDB(f)
		fmt.Println(good, db.Ping(), f.count())
		stats("done", db)
	}
}
