// A13.3: defer in a loop of rows that are read to their end: nobody waits.
package main

import (
	"database/sql"
	"fmt"
)

func loop(db *sql.DB) {
	for range 10 {
		rows, err := db.Query("q")
		if err != nil {
			fmt.Println(err)
			return
		}
		defer rows.Close()
		for rows.Next() {
		}
	}
	stats("before return", db)
}

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(3)
	loop(db)
	stats("after", db)
}
