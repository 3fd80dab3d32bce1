// A11: the connection is in use until the driver has closed the rows.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{call: func(ctx context.Context, c *conn, op string) error {
		if op == "close rows" {
			time.Sleep(unit)
		}
		return nil
	}}
	db := sql.OpenDB(f)
	ctx, cancel := context.WithCancel(background)
	rows, _ := db.QueryContext(ctx, "q")
	settle() // lets the goroutine begin that watches the context
	start := time.Now()
	cancel()
	settle()
	stats("closing", db)
	fmt.Println(rows.Next(), rows.Err(), round(time.Since(start)))
	fmt.Println(rows.Close(), round(time.Since(start)))
	stats("closed", db)
}
