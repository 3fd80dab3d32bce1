// A11: a context that ends behind the end of the rows is no error of theirs; nor behind Close, but for Close alone.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	for _, drain := range []bool{true, false} {
		ctx, cancel := context.WithCancel(background)
		rows, err := db.QueryContext(ctx, "q")
		fmt.Println(err, rows.Next())
		for drain && rows.Next() {
		}
		fmt.Println(rows.Close())
		settle()
		cancel()
		settle()
		fmt.Println(rows.Err(), rows.Next())
		stats("cancelled", db)
	}
}
