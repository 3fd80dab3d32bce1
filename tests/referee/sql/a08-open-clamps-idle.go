// A8: a limit of open connections lowers that of idle ones for good.
package main

import (
	"database/sql"
)

func main() {
	fill := func(what string, db *sql.DB) {
		give(take(db, 3))
		stats(what, db)
	}
	db := sql.OpenDB(&fake{})
	db.SetMaxIdleConns(10)
	fill("ten idle", db)
	db.SetMaxOpenConns(3)
	fill("three open", db)
	db.SetMaxOpenConns(2)
	stats("two open", db)
	db.SetMaxOpenConns(0)
	fill("no limit", db)
	db.SetMaxIdleConns(10)
	fill("ten idle", db)
}
