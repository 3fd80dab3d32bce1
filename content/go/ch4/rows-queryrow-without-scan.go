// Each request asks whether three regions answer.
// It looks at the error of each row and never scans one.
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
		err := checkRegions(db)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, "all regions answer")
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func checkRegions(db *sql.DB) error {
	for _, table := range regions {
		row := db.QueryRow("SELECT id FROM " + table)
		if err := row.Err(); err != nil { // closes nothing: only Scan does
			return err
		}
	}
	return nil
}
