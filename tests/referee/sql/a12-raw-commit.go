// A12: the end of a transaction waits for RawBytes that are lent.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	tx, _ := db.Begin()
	rows, _ := tx.Query("q")
	var n int
	var raw sql.RawBytes
	fmt.Println(rows.Next(), rows.Scan(&n, &raw))
	done := make(chan error)
	start := time.Now()
	go func() { done <- tx.Commit() }()
	time.Sleep(unit)
	stats("lent", db)
	fmt.Println(string(raw), rows.Next(), rows.Err())
	fmt.Println(<-done, round(time.Since(start)))
	stats("committed", db)
}
