// A6: a connection's statements are closed before itself; its place is free only behind that.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func main() {
	var db *sql.DB
	f := &fake{trace: true}
	f.call = func(_ context.Context, c *conn, op string) error {
		if op == "close" {
			stats("closing", db)
			return errors.New("not closed")
		}
		return nil
	}
	db = sql.OpenDB(f)
	for range 2 {
		_, err := db.Prepare("s")
		fmt.Println(err)
	}
	stats("idle", db)
	db.SetMaxIdleConns(0)
	stats("closed", db)
}
