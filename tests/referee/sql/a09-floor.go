// A9: the cleaner comes after a second at the earliest.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetConnMaxIdleTime(20 * time.Millisecond)
	fmt.Println(db.Ping())
	time.Sleep(500 * time.Millisecond)
	stats("half a second", db)
	time.Sleep(700 * time.Millisecond)
	stats("more than a second", db)
}
