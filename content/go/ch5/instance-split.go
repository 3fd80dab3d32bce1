// An instance of a shop with a primary and a replica: it writes to one and reads from the other.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const orders = 1000

var primary, replica = open("mysql-primary"), open("mysql-replica")

func open(host string) *sql.DB {
	// A server that takes no writes any more is left (rejectReadOnly); nobody waits for ever.
	dsn := fmt.Sprintf("app@tcp(%s:3306)/shop?rejectReadOnly=true&timeout=1s&readTimeout=2s", host)
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(50)
	db.SetMaxIdleConns(50)
	return db
}

func main() {
	http.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {})
	http.HandleFunc("POST /pay", pay)
	http.HandleFunc("GET /order", func(w http.ResponseWriter, r *http.Request) { show(w, r, 1+rand.IntN(orders)) })
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// pay marks an order as paid, and then shows it: that is the page behind the button.
func pay(w http.ResponseWriter, r *http.Request) {
	id := 1 + rand.IntN(orders)
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if _, err := primary.ExecContext(ctx, "UPDATE orders SET paid = 1 WHERE id = ?", id); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	paidAt.Store(id, time.Now())
	show(w, r, id)
}

func show(w http.ResponseWriter, r *http.Request, id int) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	var paid string
	err := reader(id).QueryRowContext(ctx, "SELECT paid FROM orders WHERE id = ?", id).Scan(&paid)
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, paid)
}

// paidAt says when this instance took the payment of an order; the page behind the button is read right after, here. For
// what is read later and elsewhere the time would have to go along, in a cookie of whoever has paid.
var paidAt sync.Map

var window = lab.Duration("window", 0)

// reader says where an order is read: at the primary for a while after a write, then at a replica.
func reader(id int) *sql.DB {
	if at, ok := paidAt.Load(id); ok && time.Since(at.(time.Time)) < window {
		return primary
	}
	return replica
}
