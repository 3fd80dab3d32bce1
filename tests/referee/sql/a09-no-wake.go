// A9: a limit that is not shorter than what the cleaner goes by does not wake it.
package main

import (
	"database/sql"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetConnMaxLifetime(4 * unit)
	give(take(db, 2))
	time.Sleep(2 * unit)
	db.SetConnMaxIdleTime(4 * unit)
	settle()
	stats("as long", db)
	db.SetConnMaxLifetime(time.Hour)
	settle()
	stats("longer lifetime", db)
	db.SetConnMaxLifetime(5 * unit)
	settle()
	stats("not the shorter one", db)
	time.Sleep(4 * unit)
	stats("a second", db)
}
