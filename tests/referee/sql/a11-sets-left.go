// A11: who drains one of several sets and forgets the others keeps the connection.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{more: 1})
	db.SetMaxOpenConns(2)
	for range 2 {
		rows, err := db.Query("q")
		fmt.Println(err)
		for rows.Next() {
		}
		fmt.Println(rows.Err())
		stats("drained", db)
	}
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	_, err := db.QueryContext(ctx, "q")
	fmt.Println(err)
	stats("third", db)
}
