// A6: errors of closing connections: the pool's Close tells the last one, nobody else does.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

type closer struct{ *fake }

func (c closer) Close() error { return errors.New("connector") }

func main() {
	f := &fake{call: func(_ context.Context, c *conn, op string) error {
		if op == "close" && c.number != 3 {
			return fmt.Errorf("connection %d", c.number)
		}
		return nil
	}}
	db := sql.OpenDB(f)
	give(take(db, 3))
	stats("two idle", db)
	fmt.Println(db.Close(), db.Close())
	stats("closed", db)
	db = sql.OpenDB(closer{f})
	give(take(db, 1))
	fmt.Println(db.Close(), db.Close())
}
