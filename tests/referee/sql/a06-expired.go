// A6.3: a connection that has become too old in use is closed when it comes back.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetConnMaxLifetime(2 * unit)
	taken := take(db, 2)
	taken[0].Close()
	stats("young", db)
	time.Sleep(3 * unit)
	taken[1].Close()
	stats("old", db)
	fmt.Println(db.Ping())
	stats("both gone", db)
}
