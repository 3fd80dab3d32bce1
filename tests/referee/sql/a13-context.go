// A13.8: rows with a context are held until that ends.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(2)
	before := runtime.NumGoroutine()
	start := time.Now()
	ctx, cancel := context.WithTimeout(background, 2*unit)
	defer cancel()
	for range 2 {
		rows, err := db.QueryContext(ctx, "q")
		fmt.Println(err, rows.Next())
	}
	settle()
	fmt.Println(runtime.NumGoroutine() - before)
	fmt.Println(db.Ping(), round(time.Since(start)))
	settle()
	fmt.Println(runtime.NumGoroutine() - before)
	stats("ended", db)
}
