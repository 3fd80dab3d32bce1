// Several pods of one service, all with the same database, are replaced by a
// new version. Old pods are still there while new ones already serve.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const newest = "SELECT id FROM orders ORDER BY id DESC LIMIT 1"

func main() {
	balancer := make(chan *sql.DB, lab.Int("pods", 8))
	for range cap(balancer) {
		balancer <- startPod()
	}
	go update(balancer)
	http.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		db := <-balancer
		balancer <- db // behind all others
		var id int64
		err := db.QueryRowContext(r.Context(), newest).Scan(&id)
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "newest order:", id)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func startPod() *sql.DB {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("open", 25))
	db.SetMaxIdleConns(lab.Int("open", 25))
	return db
}

// update gives the traffic to new pods after ten seconds. The old ones keep
// what they have until they end.
func update(balancer chan *sql.DB) {
	time.Sleep(10 * time.Second)
	var old []*sql.DB
	for range cap(balancer) {
		old = append(old, <-balancer)
	}
	for range cap(balancer) {
		balancer <- startPod()
	}
	time.Sleep(lab.Duration("drain", 10*time.Second))
	for _, db := range old {
		db.Close()
	}
}
