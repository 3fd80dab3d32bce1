// A2.3: the reset gets the caller's context; its end alone gives nobody a reason to close the connection.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true, call: func(ctx context.Context, c *conn, op string) error {
		if op == "reset" {
			return pause(ctx, 5*unit)
		}
		return ctx.Err()
	}}
	db := sql.OpenDB(f)
	fmt.Println(db.Ping())
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	fmt.Println(db.PingContext(ctx))
	stats("ended", db)
}
