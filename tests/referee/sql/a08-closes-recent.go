// A8: a lower limit of idle connections closes those that came back last.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(5)
	give(take(db, 5))
	db.SetMaxIdleConns(2)
	stats("two", db)
	taken := take(db, 2)
	fmt.Println(numbers(taken))
	give(taken)
	db.SetMaxIdleConns(0)
	stats("none", db)
	db.SetMaxIdleConns(-3)
	stats("still none", db)
}
