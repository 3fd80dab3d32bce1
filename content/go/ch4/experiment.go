// One query per request, from a pool of 20. A request waits for its connection
// as long as it takes, even after its client has left.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const byID = "SELECT name FROM users WHERE id = 1"

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("pool", 20))
	http.HandleFunc("/user", func(w http.ResponseWriter, r *http.Request) {
		name, err := userName(db)
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "hello,", name)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func userName(db *sql.DB) (string, error) {
	var name string
	err := db.QueryRow(byID).Scan(&name)
	return name, err
}
