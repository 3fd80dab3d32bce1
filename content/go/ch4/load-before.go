// A shop with a pool of 20. Each handler borrows a connection at
// its beginning and keeps it to its end, also while it asks another
// service.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const byID = "SELECT name FROM items WHERE id = 1"
const takeOne = "UPDATE items SET stock = stock - 1 WHERE id = ?"

type shop struct{ db *sql.DB }

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 20))
	db.SetMaxIdleConns(lab.Int("pool", 20))
	s := &shop{db}
	http.HandleFunc("GET /item", within(3*time.Second, s.item))
	http.HandleFunc("POST /order", within(3*time.Second, s.order))
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// item looks an article up and has another service find more.
func (s *shop) item(r *http.Request) error {
	ctx := r.Context()
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var name string
	err = conn.QueryRowContext(ctx, byID).Scan(&name)
	if err != nil {
		return err
	}
	return ask("similar to " + name)
}

// order has another service charge for two articles, then takes
// them from the stock.
func (s *shop) order(r *http.Request) error {
	ctx := r.Context()
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := ask("charge"); err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, id := range basket(r) {
		if _, err := tx.ExecContext(ctx, takeOne, id); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// ask stands for a request to another service.
func ask(what string) error {
	time.Sleep(lab.Duration("ask", 60*time.Millisecond))
	return nil
}

// basket holds two of the articles, drawn for each order of each user.
func basket(r *http.Request) [2]int {
	user, _ := strconv.ParseUint(r.FormValue("user"), 10, 64)
	order, _ := strconv.ParseUint(r.FormValue("n"), 10, 64)
	draw := rand.New(rand.NewPCG(user, order))
	articles := lab.Int("articles", 32)
	return [2]int{draw.IntN(articles), draw.IntN(articles)}
}

type handler func(*http.Request) error

// within answers 503 if the time is over, and 500 after an error
// of MySQL's.
func within(limit time.Duration, do handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
		err := do(r.WithContext(ctx))
		var refused *mysql.MySQLError
		switch {
		case errors.As(err, &refused):
			http.Error(w, err.Error(), http.StatusInternalServerError)
		case err != nil:
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
		}
	}
}
