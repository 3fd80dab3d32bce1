// A11: NextResultSet leaves the rest of a set; false closes the rows.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{more: 1, trace: true}
	db := sql.OpenDB(f)
	rows, err := db.Query("q")
	var n, text any
	fmt.Println(err, rows.Next(), rows.NextResultSet())
	fmt.Println(rows.Scan(&n, &text), rows.Next(), rows.Scan(&n, &text), n)
	stats("second set", db)
	fmt.Println(rows.NextResultSet(), rows.Err())
	stats("no third", db)
	fmt.Println(rows.Next(), rows.Scan(&n, &text))
}
