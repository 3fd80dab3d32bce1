// A price is asked for elsewhere, for at most a second. If it does not come,
// the last one that has come must do.
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
	"tidepool/lab"
)

const byID = "SELECT price FROM prices WHERE id = 1"

var (
	db    *sql.DB
	mu    sync.Mutex
	known = "no price yet" // the last one that has come
)

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
	price, err := ask(r.Context())
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
