// A3: the last attempt leaves free connections alone.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

func main() {
	f := &fake{call: func(_ context.Context, c *conn, op string) error {
		if op == "exec" && c.number <= 4 {
			return driver.ErrBadConn
		}
		return nil
	}}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(5)
	give(take(db, 4))
	stats("four bad", db)
	for range 3 {
		_, err := db.Exec("x")
		fmt.Println(err, f.count())
		stats("after", db)
	}
}
