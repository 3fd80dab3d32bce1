// A2.4: at the limit a caller waits; the wait counts from its beginning, its duration from its end.
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
	done := make(chan error)
	go func() { done <- db.Ping() }()
	time.Sleep(unit)
	stats("waiting", db)
	give(taken)
	fmt.Println(<-done)
	stats("done", db)
}
