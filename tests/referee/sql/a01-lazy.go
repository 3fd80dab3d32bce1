// A1: Open dials nothing; the first call does, in its own goroutine.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	time.Sleep(unit)
	stats("opened", db)
	fmt.Println(db.Ping(), f.count())
	stats("pinged", db)
	fmt.Println(db.Driver() == f)
}
