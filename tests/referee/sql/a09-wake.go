// A9: a shorter limit wakes the cleaner at once.
package main

import (
	"database/sql"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetConnMaxLifetime(time.Hour)
	give(take(db, 2))
	time.Sleep(2 * unit)
	db.SetConnMaxLifetime(unit)
	settle()
	stats("shorter lifetime", db)

	db = sql.OpenDB(&fake{})
	db.SetConnMaxIdleTime(time.Hour)
	give(take(db, 2))
	time.Sleep(2 * unit)
	db.SetConnMaxIdleTime(unit)
	settle()
	stats("shorter idle time", db)
}
