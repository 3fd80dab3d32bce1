// A8: nor does taking the limit away; a newcomer dials at once.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(1)
	taken := take(db, 1)
	done := make(chan error)
	go func() { done <- db.Ping() }()
	settle()
	db.SetMaxOpenConns(0)
	time.Sleep(unit)
	stats("no limit", db)
	newcomer := take(db, 1)
	stats("newcomer", db)
	give(newcomer)
	fmt.Println(<-done, f.count())
	give(taken)
	stats("done", db)
}
