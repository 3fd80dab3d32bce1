// One instance of a shop. Whether it is well it asks the database.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const byID = "SELECT name FROM orders WHERE id = 7"

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 20))
	db.SetMaxIdleConns(lab.Int("pool", 20))

	// The balancer asks whether the process is there, and the answer is that of the database.
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), lab.Duration("ping", 200*time.Millisecond))
		defer cancel()
		if err := db.PingContext(ctx); err != nil {
			http.Error(w, "no database", http.StatusServiceUnavailable)
		}
	})

	http.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), lab.Duration("deadline", time.Second))
		defer cancel()
		var name string
		if err := db.QueryRowContext(ctx, byID).Scan(&name); err != nil {
			http.Error(w, "no answer from the database", http.StatusServiceUnavailable)
			return
		}
		w.Write([]byte(name))
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
