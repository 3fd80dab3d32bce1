// A11: a driver that knows of no sets has one; an error on the way to the next one is told.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	rows, err := db.Query("q")
	fmt.Println(err, rows.Next(), rows.NextResultSet(), rows.Err(), rows.Next())
	stats("no sets", db)
	f := &fake{more: 1, call: func(_ context.Context, c *conn, op string) error {
		if op == "next set" {
			return errors.New("no set")
		}
		return nil
	}}
	db = sql.OpenDB(f)
	rows, err = db.Query("q")
	fmt.Println(err, rows.NextResultSet(), rows.Err(), rows.Close(), rows.Err())
	stats("error", db)
}
