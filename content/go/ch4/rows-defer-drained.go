// Each request asks three regions for their newest orders.
// Close is deferred inside the loop, and every row is read.
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

// newestOrders asks one region after the other.
func newestOrders(db *sql.DB) ([]int64, error) {
	var newest []int64
	for _, table := range regions {
		rows, err := db.Query("SELECT id FROM " + table)
		if err != nil {
			return nil, err
		}
		defer rows.Close() // when newestOrders returns
		for rows.Next() {
			var id int64
			if err := rows.Scan(&id); err != nil {
				return nil, err
			}
			newest = append(newest, id)
		}
	}
	return newest, nil
}
