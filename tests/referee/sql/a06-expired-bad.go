// A6.3: a connection that is bad and too old counts as bad only.
package main

import (
	"database/sql"
	"time"
)

func main() {
	f := &fake{valid: func(c *conn) bool { return c.number > 1 }}
	db := sql.OpenDB(f)
	db.SetConnMaxLifetime(unit)
	taken := take(db, 2)
	time.Sleep(2 * unit)
	taken[0].Close()
	stats("bad and old", db)
	taken[1].Close()
	stats("old", db)
}
