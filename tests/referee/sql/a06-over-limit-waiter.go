// A6.6: while too many are open, a connection that comes back is closed though somebody waits.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	taken := take(db, 3)
	db.SetMaxOpenConns(2)
	done := make(chan error)
	go func() { done <- db.Ping() }()
	settle()
	stats("waiting", db)
	taken[0].Close()
	settle()
	stats("one back", db)
	taken[1].Close()
	fmt.Println(<-done)
	stats("two back", db)
}
