// A13: a context that ends early looks like the end of the rows to who does not ask for the error.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{rows: 8}
	f.call = func(_ context.Context, c *conn, op string) error {
		if op == "next" {
			time.Sleep(unit)
		}
		return nil
	}
	db := sql.OpenDB(f)
	ctx, cancel := context.WithTimeout(background, 2*unit+unit/2)
	defer cancel()
	rows, err := db.QueryContext(ctx, "q")
	n := 0
	for rows.Next() {
		n++
	}
	fmt.Println(err, n, rows.Err())
	settle()
	stats("read", db)
}
