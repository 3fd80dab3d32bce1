// A shop with its figures under /metrics and its profiles under /debug/pprof.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"math/rand"
	"net/http"
	_ "net/http/pprof"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"tidepool/lab"
)

var took = promauto.NewHistogramVec(prometheus.HistogramOpts{
	Name: "http_request_duration_seconds",
	Help: "Time to answer a request.",
}, []string{"code"})

// What the shop sells, some 8 MB.
var catalogue = map[int]*[512]byte{}

func main() {
	for item := range 16_000 {
		catalogue[item] = new([512]byte)
	}
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 10))
	db.SetMaxIdleConns(10)
	prometheus.MustRegister(collectors.NewDBStatsCollector(db, "shop"))
	orders := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		takeOrder(w, r, db)
	})
	http.Handle("/order", promhttp.InstrumentHandlerDuration(took, orders))
	http.Handle("/metrics", promhttp.Handler())
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func takeOrder(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	total, err := totalOf(r.Context(), db)
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	lab.CPU(2 * time.Millisecond)
	lab.Alloc(100_000)
	fmt.Fprintln(w, "total", total, "in stock", inStock())
}

func totalOf(ctx context.Context, db *sql.DB) (total int, err error) {
	rows, err := db.QueryContext(ctx, "SELECT id FROM cart")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var price int
		if err := rows.Scan(&price); err != nil {
			return 0, err
		}
		if rand.Intn(1000) == 0 {
			return 0, nil // Sold out.
		}
		total += price
	}
	return total, rows.Err()
}

// inStock asks another service, and does not wait for ever.
func inStock() bool {
	answer := make(chan bool)
	go func() {
		time.Sleep(time.Duration(rand.ExpFloat64() * 20e6))
		answer <- true
	}()
	select {
	case yes := <-answer:
		return yes
	case <-time.After(50 * time.Millisecond):
		return false
	}
}
