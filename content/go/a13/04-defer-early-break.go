// defer Close in the loop, left early: the fourth round waits for the first three,
// which wait for the function to return. Only the deadline ends it.
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
	fmt.Println("readFirst:", result(readFirst(db)))
	stats("returned:", db)
	nextCaller(db)
	stats("at the end:", db)
}

func readFirst(db *sql.DB) error {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	for i := 1; i <= 10; i++ {
		rows, err := db.QueryContext(ctx, "SELECT id FROM orders")
		if err != nil {
			return fmt.Errorf("round %d: %w", i, err)
		}
		defer rows.Close() // too late for the next round
		rows.Next()
		stats(fmt.Sprintf("round %d:", i), db)
	}
	return nil
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
