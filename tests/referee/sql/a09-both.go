// A9: with both limits a connection that is over both counts for its idle time.
package main

import (
	"database/sql"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(5)
	taken := take(db, 2)
	time.Sleep(2 * unit)
	taken = append(taken, take(db, 2)...)
	db.SetConnMaxLifetime(6 * unit)
	db.SetConnMaxIdleTime(4 * unit)
	taken[2].Close()
	time.Sleep(3 * unit)
	taken[0].Close()
	taken[1].Close()
	taken[3].Close()
	stats("given back", db)
	time.Sleep(3 * unit)
	stats("a second later", db)
	time.Sleep(6 * unit)
	stats("all old", db)
}
