// A12: a transaction holds one connection, and a goroutine waits for its context, until it ends.
package main

import (
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	before := runtime.NumGoroutine()
	tx, err := db.Begin()
	settle()
	fmt.Println(err, runtime.NumGoroutine()-before)
	for range 2 {
		_, err = tx.Exec("x")
		fmt.Println(err)
	}
	stats("begun", db)
	fmt.Println(tx.Commit())
	settle()
	fmt.Println(runtime.NumGoroutine() - before)
	stats("committed", db)
	tx, err = db.Begin()
	fmt.Println(err, tx.Rollback())
	stats("rolled back", db)
}
