// QueryRow and then only Err: the row is never scanned, so it is never closed.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"time"

	_ "github.com/go-sql-driver/mysql"
)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(3)
	for i := 1; i <= 3; i++ {
		row := db.QueryRow("SELECT id FROM orders WHERE id = 1")
		if row.Err() != nil { // asks for the error, closes nothing
			log.Fatal(row.Err())
		}
		stats(fmt.Sprintf("round %d:", i), db)
	}
	nextCaller(db)
	stats("at the end:", db)
}

// stats prints what the pool says about itself.
func stats(when string, db *sql.DB) {
	s := db.Stats()
	fmt.Printf("%-12s open=%d inUse=%d idle=%d waitCount=%d maxIdleClosed=%d\n",
		when, s.OpenConnections, s.InUse, s.Idle, s.WaitCount, s.MaxIdleClosed)
}

// nextCaller asks for a connection as the next request would, and waits 50 ms.
func nextCaller(db *sql.DB) {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	fmt.Println("next caller:", result(db.PingContext(ctx)))
}

func result(err error) string {
	if err != nil {
		return err.Error()
	}
	return "ok"
}
