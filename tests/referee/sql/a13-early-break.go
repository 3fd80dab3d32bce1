// A13.1: rows that are left in the middle hold their connection for ever.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{}
	db := sql.OpenDB(f)
	for range 10 {
		rows, _ := db.Query("q")
		for rows.Next() {
			break
		}
	}
	stats("no limit", db)
	db = sql.OpenDB(f)
	db.SetMaxOpenConns(3)
	for range 4 {
		ctx, cancel := context.WithTimeout(background, unit)
		_, err := db.Conn(ctx)
		fmt.Println(err)
		cancel()
	}
	stats("three", db)
}
