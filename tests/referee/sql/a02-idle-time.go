// A2.3: how long a connection was idle does not matter when it is taken.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetConnMaxIdleTime(unit / 2)
	fmt.Println(db.Ping())
	time.Sleep(2 * unit)
	fmt.Println(db.Ping())
	stats("taken again", db)
}
