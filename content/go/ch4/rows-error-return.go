// Each request counts the orders of three regions. An order that is not indexed
// yet is an error, and the error leaves the function before Close.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

var regions = []struct {
	table   string
	indexed int64
}{{"orders_north", 3}, {"orders_south", 3}, {"orders_west", 2}}

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 10))
	http.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) {
		for _, region := range regions {
			count, err := countOrders(db, region.table, region.indexed)
			if err != nil {
				fmt.Fprintln(w, err)
				continue
			}
			fmt.Fprintln(w, region.table, count)
		}
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// countOrders counts the orders of one region; all of them have to be indexed.
func countOrders(db *sql.DB, table string, indexed int64) (int, error) {
	rows, err := db.Query("SELECT id FROM " + table)
	if err != nil {
		return 0, err
	}
	count := 0
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return 0, err
		}
		if id > indexed {
			// rows stays open
			return 0, fmt.Errorf("%s: order %d is not indexed", table, id)
		}
		count++
	}
	return count, rows.Close()
}
