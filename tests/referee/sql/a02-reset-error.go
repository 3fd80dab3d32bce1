// A2.3: any other error of a reset is forgotten and the connection handed out.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func main() {
	f := &fake{trace: true, call: func(_ context.Context, c *conn, op string) error {
		if op == "reset" {
			return errors.New("no reset")
		}
		return nil
	}}
	db := sql.OpenDB(f)
	fmt.Println(db.Ping(), db.Ping())
	stats("done", db)
	db.SetMaxOpenConns(1)
	c := take(db, 1)
	go func() { settle(); give(c) }()
	fmt.Println(db.Ping())
	stats("handed over", db)
}
