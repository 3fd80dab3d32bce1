// The plainest service that has a limit at the door, a breaker, and a
// connection pool.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"github.com/sony/gobreaker/v2"
	"golang.org/x/time/rate"
)

const byID = "SELECT name FROM items WHERE id = 1"

var (
	limit   = rate.NewLimiter(1000, 50)
	breaker = gobreaker.NewCircuitBreaker[string](gobreaker.Settings{Timeout: 2 * time.Second})
)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(20)
	db.SetMaxIdleConns(20)
	http.HandleFunc("GET /item", func(w http.ResponseWriter, r *http.Request) {
		if !limit.Allow() {
			http.Error(w, "too many requests", http.StatusTooManyRequests)
			return
		}
		name, err := breaker.Execute(func() (name string, err error) {
			err = db.QueryRowContext(r.Context(), byID).Scan(&name)
			return name, err
		})
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		w.Write([]byte(name))
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
