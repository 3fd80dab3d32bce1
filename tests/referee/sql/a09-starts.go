// A9: a cleaner runs while there is a limit and a connection, one for a pool.
package main

import (
	"database/sql"
	"fmt"
	"runtime"
	"time"
)

func main() {
	before := runtime.NumGoroutine()
	db := sql.OpenDB(&fake{})
	running := func(what string) {
		settle()
		fmt.Println(what, runtime.NumGoroutine()-before-1)
	}
	db.SetConnMaxIdleTime(unit)
	running("a limit:")
	taken := take(db, 2)
	running("in use:")
	give(taken)
	running("idle:")
	db.SetConnMaxLifetime(time.Hour)
	running("another limit:")
	time.Sleep(12 * unit)
	stats("closed", db)
	running("closed:")
	time.Sleep(6 * unit)
	running("a second later:")
	fmt.Println(db.Ping())
	running("idle again:")
	fmt.Println(db.Close())
	running("pool closed, without its opener:")
}
