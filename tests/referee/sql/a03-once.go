// A3: within a transaction, on a Conn and while rows are read nothing is tried again.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

func main() {
	for _, bad := range []string{"query", "exec", "prepare", "commit", "rollback", "next", "close rows", "ping"} {
		attempts := 0
		on := false
		f := &fake{call: func(_ context.Context, _ *conn, op string) error {
			if on && op == bad {
				attempts++
				return driver.ErrBadConn
			}
			return nil
		}}
		use := func(q interface {
			QueryContext(context.Context, string, ...any) (*sql.Rows, error)
			ExecContext(context.Context, string, ...any) (sql.Result, error)
			PrepareContext(context.Context, string) (*sql.Stmt, error)
		}) {
			rows, err := q.QueryContext(background, "q")
			fmt.Print(err, "; ")
			if err == nil {
				for rows.Next() {
				}
				fmt.Print(rows.Err(), ", ", rows.Close(), "; ")
			}
			_, err = q.ExecContext(background, "x")
			fmt.Print(err, "; ")
			_, err = q.PrepareContext(background, "p")
			fmt.Print(err, "; ")
		}
		db := sql.OpenDB(f)
		tx, _ := db.Begin()
		on = true
		fmt.Print(bad, ": tx: ")
		use(tx)
		fmt.Println(tx.Commit(), tx.Rollback(), attempts)
		stats("tx", db)
		tx, err := db.Begin()
		fmt.Println(err, tx.Rollback(), attempts)
		stats("rollback", db)
		on = false
		c, _ := db.Conn(background)
		on = true
		fmt.Print("conn: ")
		use(c)
		fmt.Println(c.PingContext(background), c.Close(), attempts)
		stats("conn", db)
		fmt.Print("rows: ")
		use(db)
		fmt.Println(attempts)
		stats("rows", db)
	}
}
