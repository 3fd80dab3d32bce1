// A9: a limit that is taken away ends the cleaner at its next run.
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
	db.SetConnMaxIdleTime(unit)
	fmt.Println(db.Ping())
	db.SetConnMaxIdleTime(0)
	settle()
	fmt.Println(runtime.NumGoroutine() - before)
	time.Sleep(6 * unit)
	fmt.Println(runtime.NumGoroutine() - before)
	stats("kept", db)
	db.SetConnMaxLifetime(-unit)
	settle()
	fmt.Println(runtime.NumGoroutine() - before)
}
