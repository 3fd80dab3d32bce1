package main

import (
	"database/sql"
	"io"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/buy", func(w http.ResponseWriter, r *http.Request) {
		tx, err := db.BeginTx(r.Context(), nil)
		if err != nil {
			http.Error(w, err.Error(), 500)
			return
		}
		defer tx.Rollback()
		var left int
		tx.QueryRowContext(r.Context(), "SELECT left FROM stock WHERE id = 1 FOR UPDATE").Scan(&left)
		time.Sleep(40 * time.Millisecond)
		tx.Commit()
	})
	inner := http.NewServeMux()
	inner.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(5 * time.Millisecond)
		var name string
		db.QueryRowContext(r.Context(), "SELECT name FROM users").Scan(&name)
	})
	go http.ListenAndServe("localhost:9090", inner)
	http.HandleFunc("/ask", func(w http.ResponseWriter, r *http.Request) {
		go func() {
			time.Sleep(30 * time.Millisecond)
		}()
		resp, err := http.Get("http://localhost:9090/")
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
