// A11: rows own their connection until they are closed; closing again does nothing.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	rows, err := db.Query("q")
	fmt.Println(err, rows.Next())
	stats("open", db)
	fmt.Println(rows.Close(), rows.Err())
	stats("closed", db)
	fmt.Println(rows.Close(), rows.Close(), rows.Err(), rows.Next(), rows.NextResultSet())
	stats("again", db)
}
