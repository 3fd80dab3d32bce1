// A12: the end of a transaction closes the rows that are open in it.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	for _, commit := range []bool{true, false} {
		f := &fake{trace: true}
		db := sql.OpenDB(f)
		tx, _ := db.Begin()
		rows, err := tx.Query("q")
		fmt.Println(err, rows.Next())
		if commit {
			fmt.Println(tx.Commit())
		} else {
			fmt.Println(tx.Rollback())
		}
		stats("done", db)
		var n, text any
		fmt.Println(rows.Next(), rows.Err(), rows.Scan(&n, &text), rows.Close())
	}
}
