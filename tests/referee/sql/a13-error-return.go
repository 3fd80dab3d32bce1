// A13.5: a return between Query and Close leaks a connection each time.
package main

import (
	"database/sql"
	"fmt"
)

func read(db *sql.DB) error {
	rows, err := db.Query("q")
	if err != nil {
		return err
	}
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return err
		}
	}
	return rows.Close()
}

func main() {
	db := sql.OpenDB(&fake{})
	for range 4 {
		fmt.Println(read(db))
	}
	stats("four errors", db)
}
