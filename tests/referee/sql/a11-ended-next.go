// A11: a context that ends while the driver fetches a row lets it finish; then the rows are closed.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{call: func(ctx context.Context, c *conn, op string) error {
		if op == "next" {
			time.Sleep(2 * unit)
		}
		return nil
	}}
	db := sql.OpenDB(f)
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	rows, err := db.QueryContext(ctx, "q")
	start := time.Now()
	fmt.Println(err, rows.Next(), round(time.Since(start)))
	settle()
	var n, text any
	fmt.Println(rows.Scan(&n, &text), rows.Next(), rows.Err())
	stats("ended", db)
}
