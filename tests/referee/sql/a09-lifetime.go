// A9: free connections that are too old are closed though nobody wants them.
package main

import (
	"database/sql"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetConnMaxLifetime(6 * unit)
	give(take(db, 2))
	time.Sleep(5 * unit)
	stats("young", db)
	time.Sleep(3 * unit)
	stats("old", db)
}
