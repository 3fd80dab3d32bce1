// A6.6: more connections than a lowered limit allows are closed as they come back, and no counter says so.
package main

import (
	"database/sql"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxIdleConns(10)
	taken := take(db, 5)
	db.SetMaxOpenConns(2)
	stats("lowered", db)
	for _, c := range taken {
		c.Close()
		stats("one back", db)
	}
}
