// A6.1: a connection that calls itself invalid is closed when it comes back, and no counter says so.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	invalid := false
	f := &fake{trace: true, valid: func(c *conn) bool { return !invalid }}
	db := sql.OpenDB(f)
	fmt.Println(db.Ping())
	stats("valid", db)
	invalid = true
	fmt.Println(db.Ping())
	stats("invalid", db)
	_, err := db.Exec("x")
	fmt.Println(err)
	invalid = false
	fmt.Println(db.Ping())
	stats("valid again", db)
}
