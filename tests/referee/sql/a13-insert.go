// A13: Query for an insert whose rows nobody looks at is a leak like any other.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(3)
	for range 3 {
		_, err := db.Query("INSERT INTO users VALUES (1)")
		fmt.Println(err)
	}
	stats("three inserts", db)
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	_, err := db.ExecContext(ctx, "INSERT INTO users VALUES (1)")
	fmt.Println(err)
	stats("a fourth", db)
}
