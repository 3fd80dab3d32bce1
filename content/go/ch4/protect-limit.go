// The shop lets in 1,000 requests a second. Others wait for their
// turn for up to a second; who would have to wait longer is turned
// away at once.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"golang.org/x/time/rate"
	"tidepool/lab"
)

const byID = "SELECT name FROM items WHERE id = 1"
const salesOf = "SELECT id FROM sales WHERE item = ?"

type shop struct {
	db    *sql.DB
	limit *rate.Limiter
}

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 20))
	db.SetMaxIdleConns(lab.Int("pool", 20))
	perSecond := lab.Int("limit", 1000)
	s := &shop{db, rate.NewLimiter(rate.Limit(perSecond), 50)}
	http.HandleFunc("GET /item", s.item)
	http.HandleFunc("GET /report", s.report)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func (s *shop) item(w http.ResponseWriter, r *http.Request) {
	wait, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := s.limit.Wait(wait); err != nil {
		w.Header().Set("Retry-After", "1")
		http.Error(w, err.Error(), http.StatusTooManyRequests)
		return
	}
	name, err := s.lookUp(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, name)
}

func (s *shop) lookUp(ctx context.Context) (string, error) {
	var name string
	err := s.db.QueryRowContext(ctx, byID).Scan(&name)
	return name, err
}

// report adds up the sales of many articles, one after the other.
func (s *shop) report(w http.ResponseWriter, r *http.Request) {
	sum, err := s.addUp(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, sum)
}

func (s *shop) addUp(ctx context.Context) (total int64, err error) {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	for item := range 20 {
		var sum int64
		if err := tx.QueryRowContext(ctx, salesOf, item).Scan(&sum); err != nil {
			return 0, err
		}
		total += sum
	}
	return total, nil
}
