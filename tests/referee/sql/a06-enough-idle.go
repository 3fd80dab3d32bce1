// A6.6: with enough idle connections one more is closed and counted.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	for i, c := range take(db, 4) {
		c.Close()
		stats(fmt.Sprint(i+1, " back"), db)
	}
}
