// A station of queueing theory: a request holds a connection of database/sql for the time of one statement, and nothing
// else takes time. Who finds all connections taken waits, without a limit; of those who wait a random one is served next.
package main

import (
	"database/sql"
	"log"
	"net/http"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	servers := lab.Int("servers", 1)
	db.SetMaxOpenConns(servers)
	db.SetMaxIdleConns(servers)
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if _, err := db.Exec("INSERT INTO visits (page) VALUES (1)"); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
