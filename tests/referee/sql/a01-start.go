// A1: a new pool's figures, and those of a closed one.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	fmt.Printf("%+v\n", db.Stats())
	db.SetMaxOpenConns(9)
	give(take(db, 3))
	fmt.Println(db.Close(), db.Close())
	fmt.Printf("%+v\n", db.Stats())
}
