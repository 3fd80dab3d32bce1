// A6.3: a connection that comes back too old goes to nobody; for who waits the opener dials.
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
	give(taken)
	fmt.Println(<-done)
	stats("done", db)
}
