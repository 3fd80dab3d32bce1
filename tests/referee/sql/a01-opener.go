// A1: one goroutine belongs to the pool from the start, until Close.
package main

import (
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	before := runtime.NumGoroutine()
	db := sql.OpenDB(&fake{})
	settle()
	fmt.Println("opened:", runtime.NumGoroutine()-before)
	give(take(db, 5))
	settle()
	fmt.Println("used:", runtime.NumGoroutine()-before)
	fmt.Println(db.Close())
	settle()
	fmt.Println("closed:", runtime.NumGoroutine()-before)
}
