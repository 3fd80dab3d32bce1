// A12: an error of commit or rollback is told; the transaction has ended all the same.
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
		for _, end := range []string{"commit", "rollback"} {
			f := &fake{call: func(_ context.Context, c *conn, op string) error {
				if op == end {
					return broken
				}
				return nil
			}}
			db := sql.OpenDB(f)
			tx, _ := db.Begin()
			if end == "commit" {
				fmt.Println(tx.Commit(), tx.Rollback())
			} else {
				fmt.Println(tx.Rollback(), tx.Rollback())
			}
			stats(end, db)
		}
	}
}
