// A12: closing a statement leaves its open rows alone.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	st, _ := db.Prepare("s")
	rows, err := st.Query()
	fmt.Println(err, rows.Next(), st.Close())
	stats("statement closed", db)
	for rows.Next() {
	}
	fmt.Println(rows.Err(), rows.Close())
	stats("rows closed", db)
}
