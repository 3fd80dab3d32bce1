// The same with hystrix-go, as its README shows it: it has a limit of how many
// ask at a time, and a time for each.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"sync"

	"github.com/afex/hystrix-go/hystrix"
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
	hystrix.ConfigureCommand("prices", hystrix.CommandConfig{
		Timeout:               1000,
		MaxConcurrentRequests: lab.Int("tickets", 10),
		SleepWindow:           2000,
	})
	http.HandleFunc("/price", price)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func price(w http.ResponseWriter, r *http.Request) {
	err := hystrix.Do("prices", func() error {
		var price string
		err := db.QueryRow(byID).Scan(&price)
		if err == nil {
			keep(price)
		}
		return err
	}, nil)
	if err != nil {
		fmt.Fprintln(w, fallback(), "(old)")
		return
	}
	fmt.Fprintln(w, fallback())
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
