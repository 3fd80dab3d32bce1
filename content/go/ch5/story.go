// A shop with all that this book has taught. Each protection is off where its
// setting is 0.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"github.com/sony/gobreaker/v2"
	"golang.org/x/time/rate"
	"tidepool/lab"
)

var (
	deadline = lab.Duration("deadline", 0) // of an order
	limit    = lab.Int("limit", 0)         // orders a second
	places   = lab.Int("places", 0)        // orders at a time
	trips    = lab.Int("trips", 0)         // failures in a row that open the breaker
)

const (
	count = "SELECT id FROM stock WHERE article = ?"
	take  = "UPDATE stock SET n = n - 1 WHERE article = ?"
)

var (
	errSoldOut = errors.New("sold out")
	errFull    = errors.New("too many orders, try again later")
)

type shop struct {
	db       *sql.DB
	payments *http.Client
	door     *rate.Limiter
	inside   atomic.Int64
	breaker  *gobreaker.CircuitBreaker[int]
}

// What the shop sells, some 2 MB.
var catalogue = map[int][]byte{}

func main() {
	for id := range 4_000 {
		catalogue[id] = make([]byte, 512)
	}
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 10))
	db.SetMaxIdleConns(lab.Int("pool", 10))
	transport := &http.Transport{MaxIdleConnsPerHost: 50}
	s := &shop{
		db:       db,
		payments: &http.Client{Transport: transport},
		door:     rate.NewLimiter(rate.Inf, 0),
		breaker:  newBreaker(),
	}
	if limit > 0 {
		s.door = rate.NewLimiter(rate.Limit(limit), 10)
	}
	http.HandleFunc("GET /healthz", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("GET /item", item)
	http.HandleFunc("POST /order", s.order)
	serve(&http.Server{Addr: ":8080"}, db)
}

// newBreaker lets one order try again after a second.
func newBreaker() *gobreaker.CircuitBreaker[int] {
	return gobreaker.NewCircuitBreaker[int](gobreaker.Settings{
		Name:    "stock",
		Timeout: time.Second,
		ReadyToTrip: func(c gobreaker.Counts) bool {
			return trips > 0 && int(c.ConsecutiveFailures) >= trips
		},
		IsSuccessful: func(err error) bool {
			return err == nil || err == errSoldOut
		},
	})
}

// item shows an article. It needs nobody else.
func item(w http.ResponseWriter, r *http.Request) {
	lab.CPU(16 * time.Millisecond)
	lab.Alloc(50_000)
	w.Write(catalogue[rand.IntN(len(catalogue))])
}

func (s *shop) order(w http.ResponseWriter, r *http.Request) {
	if !s.door.Allow() {
		http.Error(w, errFull.Error(), http.StatusTooManyRequests)
		return
	}
	defer s.inside.Add(-1)
	if n := s.inside.Add(1); places > 0 && n > int64(places) {
		http.Error(w, errFull.Error(), http.StatusServiceUnavailable)
		return
	}
	ctx, cancel := bounded(r)
	defer cancel()
	basket := read()
	left, err := s.breaker.Execute(func() (int, error) {
		return s.reserve(ctx, basket)
	})
	if err == nil {
		err = s.charge(ctx)
	}
	switch {
	case err == errSoldOut:
		fmt.Fprintln(w, err)
	case err != nil:
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	default:
		fmt.Fprintln(w, "yours;", left, "are left")
	}
}

// bounded says for how long an order may take; it also ends with its client.
func bounded(r *http.Request) (context.Context, context.CancelFunc) {
	if deadline == 0 {
		return context.Background(), func() {}
	}
	return context.WithTimeout(r.Context(), deadline)
}

// A basket as it came, and what it says.
type basket struct {
	text  []byte
	lines []line
}

type line struct {
	article, note string
	count         int
}

// read is what taking a basket out of a request costs.
func read() *basket {
	lab.CPU(6 * time.Millisecond)
	lab.Alloc(100_000)
	return &basket{make([]byte, 48_000), make([]line, 50)}
}

// reserve takes one from the stock, in one session.
func (s *shop) reserve(ctx context.Context, b *basket) (left int, err error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	err = conn.QueryRowContext(ctx, count, len(b.lines)).Scan(&left)
	if err != nil {
		return 0, err
	}
	if rand.IntN(8) == 0 {
		return 0, errSoldOut
	}
	_, err = conn.ExecContext(ctx, take, len(b.lines))
	return left, err
}

// charge asks the payment service.
func (s *shop) charge(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, "POST", "http://payments/charge", nil)
	if err != nil {
		return err
	}
	resp, err := s.payments.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// serve answers until the pod is told to go, and lets those under way end.
func serve(server *http.Server, db *sql.DB) {
	sigterm := make(chan os.Signal, 1)
	signal.Notify(sigterm, syscall.SIGTERM)
	drained := make(chan bool)
	go func() {
		<-sigterm
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		server.Shutdown(ctx)
		close(drained)
	}()
	log.Print(server.ListenAndServe())
	<-drained
	db.Close()
}
