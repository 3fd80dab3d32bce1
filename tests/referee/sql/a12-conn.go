// A12: a Conn holds its connection until Close; each call afterwards says so.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	c, err := db.Conn(background)
	fmt.Println(err)
	stats("taken", db)
	st, err := c.PrepareContext(background, "s")
	fmt.Println(err, c.PingContext(background))
	_, err = st.Exec()
	fmt.Println(err, c.Close())
	stats("closed", db)
	fmt.Println(c.Close(), c.Close() == sql.ErrConnDone)
	fmt.Println(c.PingContext(background))
	_, err = c.QueryContext(background, "q")
	fmt.Println(err)
	_, err = c.ExecContext(background, "q")
	fmt.Println(err)
	_, err = c.PrepareContext(background, "q")
	fmt.Println(err)
	_, err = c.BeginTx(background, nil)
	fmt.Println(err, c.Raw(func(any) error { return nil }))
	fmt.Println(c.QueryRowContext(background, "q").Scan())
	_, err = st.Exec()
	fmt.Println(err, st.Close())
}
