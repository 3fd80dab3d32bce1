// A11: rows have a goroutine of their own while their context can end, or that of their transaction.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	db := sql.OpenDB(&fake{})
	before := runtime.NumGoroutine()
	now := func(what string) {
		settle()
		fmt.Println(what, runtime.NumGoroutine()-before)
	}
	rows, _ := db.Query("q")
	now("background:")
	rows.Close()
	ctx, cancel := context.WithCancel(background)
	defer cancel()
	rows, _ = db.QueryContext(ctx, "q")
	now("can end:")
	for rows.Next() {
	}
	now("read:")
	tx, _ := db.Begin()
	now("tx:")
	rows, _ = tx.Query("q")
	now("rows of a tx:")
	fmt.Println(tx.Rollback())
	now("rolled back:")
	c := take(db, 1)
	now("conn:")
	rows, _ = c[0].QueryContext(background, "q")
	now("rows of a conn:")
	rows.Close()
	give(c)
	now("closed:")
}
