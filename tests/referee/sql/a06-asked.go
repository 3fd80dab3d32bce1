// A6.1: a connection is asked whether it is valid each time it comes back, except after a bad one.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

func main() {
	broken := errors.New("broken")
	for _, err := range []error{nil, broken, driver.ErrBadConn} {
		fmt.Println("exec says", err)
		f := &fake{kind: checks, trace: true, call: func(_ context.Context, c *conn, op string) error {
			if op == "exec" {
				return err
			}
			return nil
		}}
		db := sql.OpenDB(f)
		c := take(db, 1)[0]
		_, got := c.ExecContext(background, "x")
		fmt.Println(got, c.Close())
		stats("done", db)
	}
}
