// A12: the end of a transaction's context closes its rows before it is rolled back.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	tx, _ := db.BeginTx(ctx, nil)
	rows, err := tx.Query("q")
	fmt.Println(err, rows.Next())
	time.Sleep(2 * unit)
	fmt.Println(rows.Next(), rows.Err(), rows.Close())
	fmt.Println(tx.Commit())
	stats("ended", db)
}
