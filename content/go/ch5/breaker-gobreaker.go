// The same behind a circuit breaker: after six failures in a row nobody is
// asked for two seconds.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"sync"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"github.com/sony/gobreaker/v2"
	"tidepool/lab"
)

const byID = "SELECT price FROM prices WHERE id = 1"

var (
	db    *sql.DB
	mu    sync.Mutex
	known = "no price yet" // the last one that has come
)

var breaker = gobreaker.NewCircuitBreaker[string](gobreaker.Settings{
	Name:          "prices",
	Timeout:       lab.Duration("open", 2*time.Second),
	OnStateChange: changed,
	// A client that leaves says nothing about prices.
	IsExcluded: func(err error) bool { return err == context.Canceled },
})

func changed(name string, from, to gobreaker.State) {
	switch {
	case from == gobreaker.StateClosed:
		log.Print(name, " fails: nobody asks any more")
	case to == gobreaker.StateHalfOpen:
		log.Print(name, ": one may try")
	case to == gobreaker.StateOpen:
		log.Print(name, " still fails")
	default:
		log.Print(name, " works again")
	}
}

func main() {
	var err error
	if db, err = sql.Open("mysql", "app@tcp(prices)/shop"); err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 20))
	db.SetMaxIdleConns(lab.Int("pool", 20))
	http.HandleFunc("/price", price)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func price(w http.ResponseWriter, r *http.Request) {
	price, err := breaker.Execute(func() (string, error) {
		return ask(r.Context())
	})
	if err != nil {
		fmt.Fprintln(w, fallback(), "(old)")
		return
	}
	keep(price)
	fmt.Fprintln(w, price)
}

func ask(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, lab.Duration("deadline", time.Second))
	defer cancel()
	var price string
	err := db.QueryRowContext(ctx, byID).Scan(&price)
	return price, err
}

func keep(price string) {
	mu.Lock()
	defer mu.Unlock()
	known = price
}

func fallback() string {
	mu.Lock()
	defer mu.Unlock()
	return known
}
