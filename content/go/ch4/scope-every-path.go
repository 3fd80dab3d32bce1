// A price is looked up and charged. The connection is closed by hand on every
// path that one can see.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const priceOf = "SELECT id FROM prices WHERE item = 1"

func main() {
	checks <- 1
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 10))
	db.SetMaxIdleConns(lab.Int("pool", 10))
	http.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		if err := order(r.Context(), db); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, "ordered")
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// order looks up a price and has it charged.
func order(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	var price int64
	err = conn.QueryRowContext(ctx, priceOf).Scan(&price)
	if err != nil {
		conn.Close()
		return err
	}
	check(price)
	conn.Close()
	return charge(price)
}

// charge asks another service.
func charge(price int64) error {
	time.Sleep(lab.Duration("work", 45*time.Millisecond))
	return nil
}

// checks holds the number of the next check.
var checks = make(chan int, 1)

// check has a fault that shows now and then.
func check(price int64) {
	n := <-checks
	checks <- n + 1
	if every := lab.Int("panic_every", 0); every > 0 && n%every == 0 {
		var rates map[string]int64
		rates["EUR"] = price // assignment to entry in nil map
	}
}
