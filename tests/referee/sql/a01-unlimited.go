// A1: without a limit nobody waits.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	taken := take(db, 40)
	stats("forty taken", db)
	give(taken)
	stats("given back", db)
	for _, n := range []int{-7, 0} {
		db.SetMaxOpenConns(n)
		taken = take(db, 5)
		stats(fmt.Sprint("limit ", n), db)
		give(taken)
	}
}
