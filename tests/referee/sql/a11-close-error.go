// A11: an error of closing: Close tells it, and Err behind an end that Next found.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

func main() {
	for _, broken := range []error{errors.New("broken"), driver.ErrBadConn} {
		f := &fake{call: func(_ context.Context, c *conn, op string) error {
			if op == "close rows" {
				return broken
			}
			return nil
		}}
		db := sql.OpenDB(f)
		rows, _ := db.Query("q")
		fmt.Println(rows.Next(), rows.Err(), rows.Close(), rows.Err(), rows.Close())
		stats("closed", db)
		rows, _ = db.Query("q")
		for rows.Next() {
		}
		fmt.Println(rows.Err(), rows.Close(), rows.Err())
		stats("end", db)
		var n, text any
		fmt.Println(db.QueryRow("q").Scan(&n, &text))
		stats("row", db)
	}
}
