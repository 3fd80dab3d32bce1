// A9: the first period is the shorter limit; a connection that came back at its start is old enough at its end.
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
	for _, limit := range []time.Duration{6 * unit, 8 * unit} {
		db := sql.OpenDB(f)
		db.SetConnMaxIdleTime(limit)
		start = time.Now()
		fmt.Println(db.Ping())
		time.Sleep(limit + 7*unit)
		stats(limit.String(), db)
	}
}
