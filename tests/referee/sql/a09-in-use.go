// A9: a connection in use is left alone, however old.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetConnMaxLifetime(unit)
	db.SetConnMaxIdleTime(unit)
	taken := take(db, 2)
	taken[0].Close()
	time.Sleep(7 * unit)
	stats("one in use", db)
	fmt.Println(taken[1].PingContext(background))
	taken[1].Close()
	stats("given back", db)
}
