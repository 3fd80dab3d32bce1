// A9: the limit of idle time needs no lifetime; what is used is kept.
package main

import (
	"database/sql"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetConnMaxIdleTime(6 * unit)
	give(take(db, 2))
	for range 16 {
		db.Ping()
		time.Sleep(unit / 2)
	}
	stats("one used", db)
}
