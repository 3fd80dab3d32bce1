// A11: an error of a query has given the connection back; the rows are nil, and closing them panics.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func main() {
	f := &fake{call: func(_ context.Context, c *conn, op string) error {
		if op == "query" {
			return errors.New("no such table")
		}
		return nil
	}}
	db := sql.OpenDB(f)
	rows, err := db.Query("q")
	fmt.Println(rows == nil, err)
	stats("error", db)
	defer func() { fmt.Println(recover()) }()
	rows.Close()
}
