// A8: the default of two idle connections is lowered, too.
package main

import (
	"database/sql"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(1)
	db.SetMaxOpenConns(5)
	give(take(db, 4))
	stats("one, five", db)
	db = sql.OpenDB(&fake{})
	db.SetMaxOpenConns(5)
	give(take(db, 4))
	stats("five", db)
	db = sql.OpenDB(&fake{})
	db.SetMaxIdleConns(-1)
	db.SetMaxOpenConns(5)
	give(take(db, 4))
	stats("none idle", db)
}
