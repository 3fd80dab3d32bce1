// A2.4: who waits judges the age of what it gets by the limit that held when it began.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(1)
	db.SetConnMaxLifetime(unit)
	taken := take(db, 1)
	done := make(chan error)
	go func() { done <- db.Ping() }()
	time.Sleep(2 * unit)
	db.SetConnMaxLifetime(0)
	give(taken)
	fmt.Println(<-done)
	stats("done", db)
}
