// A1: two idle connections are kept unless something else is said; none for zero or less.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	for _, idle := range []int{-100, -1, 0, 1, 2, 3, 10} {
		db := sql.OpenDB(&fake{})
		if idle > -100 {
			db.SetMaxIdleConns(idle)
		}
		give(take(db, 5))
		stats(fmt.Sprint("kept ", idle), db)
	}
}
