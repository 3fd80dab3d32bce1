// The shop with all three: a limit at the door, a breaker before the
// database, and workers of their own for reports.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"sync/atomic"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"github.com/sony/gobreaker/v2"
	"golang.org/x/time/rate"
	"tidepool/lab"
)

const byID = "SELECT name FROM items WHERE id = 1"
const salesOf = "SELECT id FROM sales WHERE item = ?"

// patience is how long a look-up may take.
const patience = 500 * time.Millisecond

type shop struct {
	db      *sql.DB
	breaker *gobreaker.CircuitBreaker[string]
	known   atomic.Value // the name as it was read last
	limit   *rate.Limiter
	jobs    chan job
}

// A job is a report that somebody waits for.
type job struct {
	ctx  context.Context
	done chan<- result
}

type result struct {
	sum int64
	err error
}

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 20))
	db.SetMaxIdleConns(lab.Int("pool", 20))
	perSecond := lab.Int("limit", 1000)
	s := &shop{db: db, breaker: newBreaker(), jobs: make(chan job)}
	s.limit = rate.NewLimiter(rate.Limit(perSecond), 50)
	for range lab.Int("workers", 3) {
		go s.work()
	}
	http.HandleFunc("GET /item", s.item)
	http.HandleFunc("GET /report", s.report)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// newBreaker trips when of the look-ups of the last two seconds at
// least 20 and at least half have failed. It lets five try again
// after two seconds.
func newBreaker() *gobreaker.CircuitBreaker[string] {
	return gobreaker.NewCircuitBreaker[string](gobreaker.Settings{
		Name:         "items",
		Interval:     2 * time.Second,
		BucketPeriod: 200 * time.Millisecond,
		Timeout:      2 * time.Second,
		MaxRequests:  5,
		ReadyToTrip: func(c gobreaker.Counts) bool {
			failed := c.TotalFailures
			return failed >= 20 && 2*failed >= c.Requests
		},
		OnStateChange: func(_ string, from, to gobreaker.State) {
			switch {
			case to == gobreaker.StateHalfOpen:
				log.Print("five may try")
			case to == gobreaker.StateClosed:
				log.Print("the database is well again")
			case from == gobreaker.StateHalfOpen:
				log.Print("it still fails")
			default:
				log.Print("the database fails: spare it")
			}
		},
	})
}

func (s *shop) item(w http.ResponseWriter, r *http.Request) {
	wait, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := s.limit.Wait(wait); err != nil {
		s.degrade(w, err)
		return
	}
	name, err := s.breaker.Execute(func() (string, error) {
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		return s.lookUp(ctx)
	})
	if err != nil {
		s.degrade(w, err)
		return
	}
	s.known.Store(name)
	fmt.Fprintln(w, name)
}

// degrade answers with what was read last.
func (s *shop) degrade(w http.ResponseWriter, err error) {
	name, ok := s.known.Load().(string)
	if !ok {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Warning", `110 shop "Response is stale"`)
	fmt.Fprintln(w, name)
}

func (s *shop) lookUp(ctx context.Context) (string, error) {
	var name string
	err := s.db.QueryRowContext(ctx, byID).Scan(&name)
	return name, err
}

// report hands the work to one of the workers, if one is free soon.
func (s *shop) report(w http.ResponseWriter, r *http.Request) {
	done := make(chan result, 1)
	select {
	case s.jobs <- job{r.Context(), done}:
	case <-time.After(100 * time.Millisecond):
		http.Error(w, "all workers are busy", http.StatusServiceUnavailable)
		return
	}
	if got := <-done; got.err != nil {
		http.Error(w, got.err.Error(), http.StatusServiceUnavailable)
	} else {
		fmt.Fprintln(w, got.sum)
	}
}

// work makes one report after the other.
func (s *shop) work() {
	for j := range s.jobs {
		sum, err := s.addUp(j.ctx)
		j.done <- result{sum, err}
	}
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
