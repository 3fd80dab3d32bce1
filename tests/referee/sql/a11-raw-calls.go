// A11: with RawBytes lent and the context at its end, other calls of the rows do not hang.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	ctx, cancel := context.WithCancel(background)
	rows, _ := db.QueryContext(ctx, "q")
	var n int
	var raw sql.RawBytes
	fmt.Println(rows.Next(), rows.Scan(&n, &raw))
	settle()
	cancel()
	settle()
	fmt.Println(rows.Columns())
	fmt.Println(rows.Err(), string(raw))
	stats("lent", db)
	fmt.Println(rows.Close())
	settle()
	stats("closed", db)
}
