// A12: a Conn that meets a bad connection is closed by that.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

func main() {
	for _, bad := range []string{"ping", "exec", "query", "prepare", "begin"} {
		f := &fake{call: func(_ context.Context, c *conn, op string) error {
			if op == bad {
				return driver.ErrBadConn
			}
			return nil
		}}
		db := sql.OpenDB(f)
		c := take(db, 1)[0]
		var err error
		switch bad {
		case "ping":
			err = c.PingContext(background)
		case "exec":
			_, err = c.ExecContext(background, "x")
		case "query":
			_, err = c.QueryContext(background, "x")
		case "prepare":
			_, err = c.PrepareContext(background, "x")
		case "begin":
			_, err = c.BeginTx(background, nil)
		}
		fmt.Println(bad, err, c.PingContext(background), c.Close())
		stats(bad, db)
	}
}
