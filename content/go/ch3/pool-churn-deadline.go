// One query per request. Every setting of the pool is a parameter, and a
// context limits the wait for a connection together with the query.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const newest = "SELECT id FROM orders ORDER BY id DESC LIMIT 1"

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop") // dials nothing yet
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("open", 25))
	db.SetMaxIdleConns(lab.Int("idle", 2))
	db.SetConnMaxLifetime(lab.Duration("lifetime", time.Hour))
	db.SetConnMaxIdleTime(lab.Duration("idle_time", 0))
	http.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		id, err := newestOrder(r.Context(), db)
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "newest order:", id)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func newestOrder(ctx context.Context, db *sql.DB) (int64, error) {
	ctx, cancel := context.WithTimeout(ctx, lab.Duration("deadline", 500*time.Millisecond))
	defer cancel()
	var id int64
	err := db.QueryRowContext(ctx, newest).Scan(&id)
	return id, err
}
