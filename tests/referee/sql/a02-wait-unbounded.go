// A2.4: without a deadline a wait has no end of its own.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(1)
	taken := take(db, 1)
	start := time.Now()
	time.AfterFunc(15*unit, func() { give(taken) })
	fmt.Println(db.Ping(), round(time.Since(start)))
	stats("done", db)
}
