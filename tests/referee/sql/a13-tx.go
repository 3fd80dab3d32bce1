// A13.7: a transaction that nobody ends leaks its connection and a goroutine, until its context ends.
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
	before := runtime.NumGoroutine()
	for range 3 {
		db.Begin()
	}
	settle()
	stats("three", db)
	fmt.Println(runtime.NumGoroutine() - before)
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	for range 2 {
		db.BeginTx(ctx, nil)
	}
	stats("two more", db)
	time.Sleep(2 * unit)
	stats("ended", db)
	fmt.Println(runtime.NumGoroutine() - before)
}
