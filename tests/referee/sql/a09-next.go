// A9: the next run is when the longest idle connection is due, but a second later at least.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	f := &fake{call: func(_ context.Context, c *conn, op string) error {
		if op == "close" {
			fmt.Println("closed", c.number, "after", round(time.Since(start)))
		}
		return nil
	}}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(5)
	db.SetConnMaxIdleTime(8 * unit)
	taken := take(db, 4)
	start = time.Now()
	for _, c := range taken {
		c.Close()
		time.Sleep(3 * unit)
	}
	time.Sleep(12 * unit)
	stats("done", db)
}
