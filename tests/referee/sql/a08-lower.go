// A8: a lowered limit closes nothing that is in use; nobody gets more until enough came back.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(4)
	taken := take(db, 4)
	db.SetMaxOpenConns(2)
	stats("lowered", db)
	for _, c := range taken {
		fmt.Println(c.PingContext(background))
	}
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	fmt.Println(db.PingContext(ctx))
	give(taken)
	stats("given back", db)
	fmt.Println(db.Ping())
}
