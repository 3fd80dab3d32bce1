// A8: a lowered limit closes idle connections only if the limit of idle ones has to follow.
package main

import (
	"database/sql"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxIdleConns(3)
	taken := take(db, 6)
	give(taken[:3])
	stats("three of six", db)
	db.SetMaxOpenConns(4)
	stats("four", db)
	db.SetMaxOpenConns(2)
	stats("two", db)
	give(taken[3:])
	stats("given back", db)
}
