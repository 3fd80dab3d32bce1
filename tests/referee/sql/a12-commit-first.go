// A12: a commit just behind the end of the context, before anybody noticed.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	runtime.GOMAXPROCS(1) // so that nobody notices
	db := sql.OpenDB(&fake{kind: modern})
	ctx, cancel := context.WithCancel(background)
	tx, _ := db.BeginTx(ctx, nil)
	settle()
	cancel()
	fmt.Println(tx.Commit())
	settle()
	fmt.Println(tx.Commit(), tx.Rollback())
	stats("ended", db)
	ctx, cancel = context.WithCancel(background)
	tx, _ = db.BeginTx(ctx, nil)
	settle()
	cancel()
	fmt.Println(tx.Rollback())
	settle()
	stats("rolled back", db)
}
