// A11: an error of the driver while reading closes the rows; Err tells it, and so do Scan and Columns.
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
		f := &fake{trace: true}
		f.call = func(_ context.Context, c *conn, op string) error {
			if op == "next" && c.text == "second" {
				return broken
			}
			if op == "next" {
				c.text = "second"
			}
			return nil
		}
		db := sql.OpenDB(f)
		rows, err := db.Query("q")
		fmt.Println(err, rows.Next(), rows.Next())
		stats("error", db)
		var n, text any
		fmt.Println(rows.Err(), rows.Scan(&n, &text))
		_, err = rows.Columns()
		fmt.Println(err, rows.NextResultSet(), rows.Close(), rows.Err())
		stats("closed", db)
	}
}
