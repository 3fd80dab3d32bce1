// The shop with bulkheads: each dependency has a client, connections and places
// of its own, and the payments have their own share of the places. Whoever finds
// none free is turned away at once.
package main

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const note = "INSERT INTO payments (request) VALUES (1)"

var (
	limit   = lab.Duration("deadline", 500*time.Millisecond)
	errFull = errors.New("too busy, try again later")
)

// A dependency is a service, and what we set aside for it.
type dependency struct {
	url    string
	client *http.Client
	places chan struct{}
}

func depend(url string, places int) *dependency {
	transport := &http.Transport{MaxConnsPerHost: places, MaxIdleConnsPerHost: places}
	return &dependency{url, &http.Client{Transport: transport}, make(chan struct{}, places)}
}

func (d *dependency) ask(ctx context.Context) ([]byte, error) {
	select {
	case d.places <- struct{}{}:
		defer func() { <-d.places }()
	default:
		return nil, errFull
	}
	req, err := http.NewRequestWithContext(ctx, "GET", d.url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := d.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

type shop struct {
	db                  *sql.DB
	payments, warehouse *dependency
}

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(10)
	places := lab.Int("places", 40)
	s := &shop{
		db:        db,
		payments:  depend("http://payments/charge", places/2),
		warehouse: depend("http://warehouse/level", places-places/2),
	}
	http.HandleFunc("/pay", s.pay)
	http.HandleFunc("/stock", s.stock)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func (s *shop) pay(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), limit)
	defer cancel()
	answer, err := s.payments.ask(ctx)
	if err == nil {
		_, err = s.db.ExecContext(ctx, note)
	}
	reply(w, answer, err)
}

func (s *shop) stock(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), limit)
	defer cancel()
	answer, err := s.warehouse.ask(ctx)
	reply(w, answer, err)
}

func reply(w http.ResponseWriter, answer []byte, err error) {
	switch {
	case errors.Is(err, errFull):
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	case err != nil:
		http.Error(w, err.Error(), http.StatusBadGateway)
	default:
		w.Write(answer)
	}
}
