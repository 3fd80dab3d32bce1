// A11: a context that ends between two sets is an error.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{more: 1})
	ctx, cancel := context.WithCancel(background)
	rows, err := db.QueryContext(ctx, "q")
	fmt.Println(err)
	for rows.Next() {
	}
	fmt.Println(rows.Err())
	settle() // lets the goroutine begin that watches the context
	cancel()
	settle()
	fmt.Println(rows.NextResultSet(), rows.Err())
	stats("cancelled", db)
}
