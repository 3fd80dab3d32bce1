// A3: a bad connection is met at most three times; the third attempt is for a new one.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

func main() {
	for bad := range 5 {
		fmt.Println("bad", bad)
		f := &fake{trace: true}
		left := bad
		f.call = func(_ context.Context, c *conn, op string) error {
			if op == "exec" && left > 0 {
				left--
				return driver.ErrBadConn
			}
			return nil
		}
		db := sql.OpenDB(f)
		db.SetMaxIdleConns(5)
		give(take(db, 4))
		_, err := db.Exec("x")
		fmt.Println(err, left)
		stats("done", db)
	}
}
