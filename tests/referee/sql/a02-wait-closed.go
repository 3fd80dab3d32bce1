// A2.4: closing the pool ends all waits.
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
	errs := make(chan error)
	for range 3 {
		go func() { errs <- db.Ping() }()
	}
	time.Sleep(unit)
	stats("waiting", db)
	fmt.Println(db.Close())
	for range 3 {
		fmt.Println(<-errs)
	}
	stats("closed", db)
	give(taken)
	stats("given back", db)
}
