// The shop with a deadline for each request. It goes down the whole chain:
// waiting for a place, calling the service, and the statement in the database.
package main

import (
	"context"
	"database/sql"
	"io"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const note = "INSERT INTO payments (request) VALUES (1)"

var limit = lab.Duration("deadline", 500*time.Millisecond)

type shop struct {
	db     *sql.DB
	places chan struct{}
}

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(10)
	s := &shop{db, make(chan struct{}, lab.Int("places", 40))}
	http.HandleFunc("/pay", s.pay)
	http.HandleFunc("/stock", s.stock)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func (s *shop) pay(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), limit)
	defer cancel()
	answer, err := s.ask(ctx, "http://payments/charge")
	if err == nil {
		_, err = s.db.ExecContext(ctx, note)
	}
	reply(w, answer, err)
}

func (s *shop) stock(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), limit)
	defer cancel()
	answer, err := s.ask(ctx, "http://warehouse/level")
	reply(w, answer, err)
}

func (s *shop) ask(ctx context.Context, url string) ([]byte, error) {
	select {
	case s.places <- struct{}{}:
		defer func() { <-s.places }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func reply(w http.ResponseWriter, answer []byte, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.Write(answer)
}
