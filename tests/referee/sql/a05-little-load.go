// A5: one caller after the other uses one connection; the others grow old.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{}
	used := map[int]int{}
	f.call = func(_ context.Context, c *conn, op string) error {
		if op == "exec" {
			used[c.number]++
		}
		return nil
	}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(5)
	give(take(db, 5))
	db.SetConnMaxIdleTime(5 * unit)
	for range 16 {
		db.Exec("x")
		time.Sleep(unit / 2)
	}
	fmt.Println(used)
	stats("little load", db)
}
