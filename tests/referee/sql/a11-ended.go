// A11: the end of its context closes rows by itself, and gives the connection back.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	rows, err := db.QueryContext(ctx, "q")
	fmt.Println(err, rows.Next())
	stats("open", db)
	time.Sleep(2 * unit)
	stats("ended", db)
	var n, text any
	fmt.Println(rows.Next(), rows.Err(), rows.Scan(&n, &text), rows.Close(), rows.Err())

	ctx, cancel = context.WithCancel(background)
	rows, err = db.QueryContext(ctx, "q")
	fmt.Println(err, rows.Next())
	cancel()
	settle()
	stats("cancelled", db)
	fmt.Println(rows.Next(), rows.NextResultSet(), rows.Err())
}
