// A12: the context of Conn is for getting it only.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	ctx, cancel := context.WithCancel(background)
	c, err := db.Conn(ctx)
	cancel()
	settle()
	fmt.Println(err, c.PingContext(background))
	stats("still taken", db)
	_, err = c.ExecContext(ctx, "x")
	fmt.Println(err, c.Close())
	stats("closed", db)
}
