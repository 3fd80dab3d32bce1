// A11: at the end of the rows Next closes them and gives the connection back.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	rows, err := db.Query("q")
	fmt.Println(err)
	for rows.Next() {
		stats("row", db)
	}
	stats("end", db)
	var n, text any
	fmt.Println(rows.Err(), rows.Scan(&n, &text))
	_, err = rows.Columns()
	fmt.Println(err)
	_, err = rows.ColumnTypes()
	fmt.Println(err, rows.Next(), rows.Close())
	stats("closed", db)
}
