// A loop left early, without Close: every call keeps one connection for ever.
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
	for i := 1; i <= 10; i++ { // no limit: the pool grows with every call
		firstOrder(db)
		stats(fmt.Sprintf("unlimited %d:", i), db)
	}

	db, _ = sql.Open("mysql", "app@tcp(db)/shop")
	db.SetMaxOpenConns(3)
	for i := 1; i <= 3; i++ {
		firstOrder(db)
		stats(fmt.Sprintf("limit 3, %d:", i), db)
	}
	nextCaller(db)
	stats("at the end:", db)
}

func firstOrder(db *sql.DB) {
	rows, err := db.Query("SELECT id FROM orders")
	if err != nil {
		log.Fatal(err)
	}
	for rows.Next() {
		break // two rows are still unread, and rows stays open
	}
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
