// As sql.go, but at most `capacity` requests are inside, those with a connection included: further ones are turned away.
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
	places := make(chan struct{}, lab.Int("capacity", 1))
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
		default:
			http.Error(w, "no place", http.StatusServiceUnavailable)
			return
		}
		if _, err := db.Exec("INSERT INTO visits (page) VALUES (1)"); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
