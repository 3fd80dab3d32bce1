// One query per request. The database has a few cores; the pool decides how many
// queries run on them at a time.
package main

import (
	"database/sql"
	"fmt"
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
	size := lab.Int("pool", 20)
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	http.HandleFunc("/user", func(w http.ResponseWriter, r *http.Request) {
		var name string
		err := db.QueryRowContext(r.Context(), "SELECT name FROM users WHERE id = 1").Scan(&name)
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "hello,", name)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
