// A transaction that is begun and neither committed nor rolled back.
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
		tx, err := db.Begin()
		if err != nil {
			log.Fatal(err)
		}
		var id int64
		if err := tx.QueryRow("SELECT id FROM orders").Scan(&id); err != nil {
			log.Fatal(err)
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
