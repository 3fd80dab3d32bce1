// A2.3: each connection that is too old costs an attempt; the third attempt dials without looking at the others.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(10)
	db.SetConnMaxLifetime(unit)
	give(take(db, 4))
	time.Sleep(2 * unit)
	stats("four old", db)
	fmt.Println(db.Ping())
	stats("one new", db)
	fmt.Println(db.Ping())
	stats("again", db)
	taken := take(db, 2)
	fmt.Println(numbers(taken))
	stats("two taken", db)
}
