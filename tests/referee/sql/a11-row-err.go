// A11: Row.Err tells the query's error and keeps the connection; only Scan gives it back.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	row := db.QueryRow("q")
	stats("queried", db)
	fmt.Println(row.Err(), row.Err())
	stats("Err", db)
	var n, text any
	fmt.Println(row.Scan(&n, &text))
	stats("Scan", db)
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	row = db.QueryRowContext(ctx, "q")
	time.Sleep(2 * unit)
	fmt.Println(row.Err(), row.Scan(&n, &text))
	stats("ended", db)
}
