// A2.3: a free connection that is too old is closed by who would have got it, who dials instead and sees no error.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetConnMaxLifetime(unit)
	fmt.Println(db.Ping())
	fmt.Println(db.Ping())
	stats("young", db)
	time.Sleep(2 * unit)
	stats("old", db)
	fmt.Println(db.Ping())
	stats("new", db)
}
