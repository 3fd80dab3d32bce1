// A13.2: rows that are read to their end leak nothing, closed or not.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(3)
	for range 10 {
		rows, err := db.Query("q")
		if err != nil {
			fmt.Println(err)
			return
		}
		for rows.Next() {
		}
	}
	stats("ten read", db)
}
