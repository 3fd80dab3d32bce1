// One query per request, from a pool of 20. Waiting for a connection and the
// query itself have 3 s together.
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

const byID = "SELECT name FROM users WHERE id = 1"

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 20))
	http.HandleFunc("/user", func(w http.ResponseWriter, r *http.Request) {
		name, err := userName(r.Context(), db)
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "hello,", name)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func userName(ctx context.Context, db *sql.DB) (string, error) {
	limit := lab.Duration("deadline", 3*time.Second)
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var name string
	err := db.QueryRowContext(ctx, byID).Scan(&name)
	return name, err
}
