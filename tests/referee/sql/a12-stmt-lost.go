// A12: a statement outlives its connections.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	st, _ := db.Prepare("s")
	db.SetMaxIdleConns(0)
	stats("connection closed", db)
	for range 2 {
		_, err := st.Exec()
		fmt.Println(err)
	}
	bad := 2
	f.call = func(_ context.Context, c *conn, op string) error {
		if op == "exec statement" && bad > 0 {
			bad--
			return driver.ErrBadConn
		}
		return nil
	}
	_, err := st.Exec()
	fmt.Println(err, st.Close())
	stats("closed", db)
}
