// A13.4: defer in a loop of rows that are left in the middle: the loop waits for itself.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func loop(db *sql.DB) {
	for i := range 5 {
		ctx, cancel := context.WithTimeout(background, unit)
		_, err := db.Conn(ctx)
		cancel()
		if err != nil {
			fmt.Println(i+1, err)
			break
		}
	}
	stats("conns", db)
}

func rowsLoop(db *sql.DB) {
	for i := range 5 {
		if i == 3 {
			ctx, cancel := context.WithTimeout(background, unit)
			defer cancel()
			_, err := db.QueryContext(ctx, "q")
			fmt.Println(i+1, err)
			break
		}
		rows, err := db.Query("q")
		fmt.Println(i+1, err)
		defer rows.Close()
		for rows.Next() {
			break
		}
	}
	stats("before return", db)
}

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(3)
	rowsLoop(db)
	stats("after", db)
	loop(db)
}
