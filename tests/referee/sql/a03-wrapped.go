// A3: an error that wraps ErrBadConn is one, its text alone is not.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
)

func main() {
	for _, err := range []error{
		driver.ErrBadConn, fmt.Errorf("lost: %w", driver.ErrBadConn), errors.Join(io.EOF, driver.ErrBadConn),
		errors.New("driver: bad connection"), io.EOF, context.Canceled,
	} {
		attempts := 0
		f := &fake{call: func(_ context.Context, c *conn, op string) error {
			if op == "query" {
				attempts++
				return err
			}
			return nil
		}}
		db := sql.OpenDB(f)
		_, got := db.Query("q")
		fmt.Println(got == err, attempts, f.count())
		stats("done", db)
	}
}
