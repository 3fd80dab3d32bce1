// A6.6: a connection that is handed over is never free; its session is reset by who gets it.
package main

import (
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	runtime.GOMAXPROCS(1)
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(1)
	db.SetMaxIdleConns(-1)
	taken := take(db, 1)
	done := make(chan error)
	go func() { done <- db.Ping() }()
	settle()
	give(taken)
	stats("handed over", db)
	fmt.Println(<-done)
	stats("done", db)
}
