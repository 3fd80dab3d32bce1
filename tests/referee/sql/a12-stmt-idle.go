// A12: a statement of the pool holds no connection while nobody uses it.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	st, err := db.Prepare("s")
	fmt.Println(err)
	stats("prepared", db)
	rows, err := st.Query()
	fmt.Println(err, rows.Next())
	stats("rows", db)
	rows.Close()
	_, err = st.Exec()
	fmt.Println(err)
	var n, text any
	fmt.Println(st.QueryRow().Scan(&n, &text), n)
	stats("used", db)
	fmt.Println(st.Close(), st.Close())
	_, err = st.Exec()
	fmt.Println(err)
	_, err = st.Query()
	fmt.Println(err, st.QueryRow().Scan())
	stats("closed", db)
}
