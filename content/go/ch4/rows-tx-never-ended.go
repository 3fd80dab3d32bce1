// Each request reads three regions in one transaction.
// Nothing is written, so nobody commits, and nobody rolls back.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

var regions = []string{"orders_north", "orders_south", "orders_west"}

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 10))
	http.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) {
		newest, err := newestOrders(db)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, "newest orders:", newest)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// newestOrders returns the newest order of each region, all of one moment.
func newestOrders(db *sql.DB) ([]int64, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	var newest []int64
	for _, table := range regions {
		var id int64
		if err := tx.QueryRow("SELECT id FROM " + table).Scan(&id); err != nil {
			return nil, err
		}
		newest = append(newest, id)
	}
	return newest, nil // tx keeps its connection
}
