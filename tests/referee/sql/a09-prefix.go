// A9: of the idle connections those go that came back too long ago, the longest idle ones first.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(5)
	taken := take(db, 4)
	db.SetConnMaxIdleTime(4 * unit)
	give(taken[:2])
	time.Sleep(3 * unit)
	give(taken[2:])
	stats("given back", db)
	time.Sleep(3 * unit)
	stats("after a second", db)
	fmt.Println(numbers(take(db, 2)))
}
