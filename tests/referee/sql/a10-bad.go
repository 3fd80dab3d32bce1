// A10: no counter of closed connections counts bad and invalid ones, or those of a closed pool.
package main

import (
	"database/sql"
	"database/sql/driver"
)

func main() {
	f := &fake{valid: func(c *conn) bool { return c.number != 2 }}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(5)
	taken := take(db, 4)
	taken[0].Raw(func(any) error { return driver.ErrBadConn })
	stats("bad", db)
	taken[1].Close()
	stats("invalid", db)
	give(taken[2:])
	stats("two idle", db)
	db.Close()
	stats("closed", db)
}
