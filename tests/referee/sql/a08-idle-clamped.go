// A8: no more idle connections than open ones.
package main

import (
	"database/sql"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(3)
	db.SetMaxIdleConns(10)
	give(take(db, 3))
	stats("three", db)
	db.SetMaxOpenConns(6)
	give(take(db, 6))
	stats("six", db)
}
