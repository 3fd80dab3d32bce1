// A12: a transaction whose context ends while it executes waits for that, then is rolled back.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true, call: func(_ context.Context, c *conn, op string) error {
		if op == "exec" {
			time.Sleep(2 * unit)
		}
		return nil
	}}
	db := sql.OpenDB(f)
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	tx, _ := db.BeginTx(ctx, nil)
	start := time.Now()
	_, err := tx.Exec("x")
	took := round(time.Since(start))
	settle()
	fmt.Println(err, took)
	_, err = tx.Exec("y")
	fmt.Println(err, tx.Commit())
	stats("ended", db)
}
