// A2.3: a reset that finds a bad connection has it closed and counts as an attempt.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

func main() {
	for _, bad := range []int{1, 2, 3} {
		fmt.Println("bad", bad)
		f := &fake{trace: true}
		left := bad
		f.call = func(_ context.Context, c *conn, op string) error {
			if op == "reset" && left > 0 {
				left--
				return fmt.Errorf("reset: %w", driver.ErrBadConn)
			}
			return nil
		}
		db := sql.OpenDB(f)
		db.SetMaxIdleConns(5)
		give(take(db, 3))
		fmt.Println(db.Ping(), left)
		stats("done", db)
	}
}
