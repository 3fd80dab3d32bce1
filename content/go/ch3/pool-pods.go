// Several pods of one service, all with the same database. Here a pod is no
// more than its pool; a balancer gives the requests to them in turn.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const newest = "SELECT id FROM orders ORDER BY id DESC LIMIT 1"

func main() {
	balancer := make(chan *sql.DB, lab.Int("pods", 8))
	for range cap(balancer) {
		balancer <- startPod()
	}
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
