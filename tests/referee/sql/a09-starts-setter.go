// A9: a limit set while connections are open starts the cleaner, though none is idle.
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
	taken := take(db, 1)
	settle()
	fmt.Println(runtime.NumGoroutine() - before)
	db.SetConnMaxLifetime(unit)
	settle()
	fmt.Println(runtime.NumGoroutine() - before)
	time.Sleep(6 * unit)
	fmt.Println(runtime.NumGoroutine() - before)
	give(taken)
	stats("given back", db)
	time.Sleep(6 * unit)
	fmt.Println(runtime.NumGoroutine() - before)
}
