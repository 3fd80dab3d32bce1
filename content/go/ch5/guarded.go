// One instance of a shop that is protected: a limit at the door, a
// deadline, and a breaker before each database. Orders are written to the
// primary and read from a replica.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"github.com/sony/gobreaker/v2"
	"golang.org/x/time/rate"
	"tidepool/lab"
)

const byID = "SELECT name FROM orders WHERE id = 7"
const pay = "UPDATE orders SET state = 'paid' WHERE id = 7"

type shop struct {
	primary, replica *sql.DB
	writes, reads    *gobreaker.CircuitBreaker[string]
	limit            *rate.Limiter
}

func main() {
	s := &shop{
		primary: open("mysql-primary"),
		replica: open("mysql-replica"),
		writes:  breaker("writes"),
		reads:   breaker("reads"),
		limit:   rate.NewLimiter(rate.Limit(lab.Int("limit", 400)), 50),
	}
	http.HandleFunc("GET /healthz", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("GET /order", s.guard(s.order))
	http.HandleFunc("POST /order", s.guard(s.pay))
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func open(host string) *sql.DB {
	db, err := sql.Open("mysql", "app@tcp("+host+")/shop?timeout=500ms&readTimeout=1s&rejectReadOnly=true")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 15))
	db.SetMaxIdleConns(lab.Int("pool", 15))
	return db
}

func breaker(name string) *gobreaker.CircuitBreaker[string] {
	return gobreaker.NewCircuitBreaker[string](gobreaker.Settings{Name: name, Timeout: time.Second})
}

// guard lets in what there is room for, and no request stays for long.
func (s *shop) guard(next func(context.Context) (string, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.limit.Allow() {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "too many requests", http.StatusTooManyRequests)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), lab.Duration("deadline", 300*time.Millisecond))
		defer cancel()
		answer, err := next(ctx)
		switch {
		case errors.Is(err, gobreaker.ErrOpenState), errors.Is(err, gobreaker.ErrTooManyRequests):
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
		case err != nil:
			http.Error(w, err.Error(), http.StatusInternalServerError)
		default:
			w.Write([]byte(answer))
		}
	}
}

func (s *shop) order(ctx context.Context) (string, error) {
	return s.reads.Execute(func() (name string, err error) {
		err = s.replica.QueryRowContext(ctx, byID).Scan(&name)
		return name, err
	})
}

func (s *shop) pay(ctx context.Context) (string, error) {
	return s.writes.Execute(func() (string, error) {
		_, err := s.primary.ExecContext(ctx, pay)
		return "paid", err
	})
}
