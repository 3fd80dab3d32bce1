// A13.6: QueryRow without Scan leaks, with Err or without.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	for range 3 {
		db.QueryRow("q")
		fmt.Println(db.QueryRow("q").Err())
	}
	stats("six rows", db)
}
