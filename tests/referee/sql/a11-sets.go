// A11: with another set of rows behind it an end does not close them; without one it does.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{more: 2, trace: true}
	db := sql.OpenDB(f)
	rows, err := db.Query("q")
	fmt.Println(err)
	for set := 1; ; set++ {
		for rows.Next() {
			var n int
			var text string
			fmt.Println(set, rows.Scan(&n, &text), n, text)
		}
		stats("end of a set", db)
		if !rows.NextResultSet() {
			break
		}
	}
	fmt.Println(rows.Err(), rows.Close())
	stats("end", db)
}
