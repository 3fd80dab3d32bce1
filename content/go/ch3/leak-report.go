// A shop with three endpoints on one pool. One of them forgets to close its rows,
// and only on a path that is seldom taken.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"strconv"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

var broken = lab.Int("broken", 20)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	size := lab.Int("pool", 20)
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(max(size, 2))
	db.SetConnMaxIdleTime(10 * time.Second)

	serve("/product", func(r *http.Request) (string, error) { return product(db) })
	serve("/cart", func(r *http.Request) (string, error) { return cart(db) })
	serve("/report", func(r *http.Request) (string, error) { return report(db, day(r)) })
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func product(db *sql.DB) (string, error) {
	var name string
	err := db.QueryRow("SELECT name FROM products WHERE id = 1").Scan(&name)
	return name, err
}

func cart(db *sql.DB) (string, error) {
	rows, err := db.Query("SELECT id FROM cart")
	if err != nil {
		return "", err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		n++
	}
	return strconv.Itoa(n), rows.Err()
}

// report adds up a day's orders. A row that makes no sense ends it early.
func report(db *sql.DB, day int) (string, error) {
	rows, err := db.Query("SELECT id FROM orders")
	if err != nil {
		return "", err
	}
	sum := int64(0)
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return "", err
		}
		if day%broken == 0 && id == 2 {
			return "", badRow{id} // and rows stays open
		}
		sum += id
	}
	return strconv.FormatInt(sum, 10), nil
}

type badRow struct{ id int64 }

func (e badRow) Error() string { return fmt.Sprintf("order %d makes no sense", e.id) }

func day(r *http.Request) int {
	n, _ := strconv.Atoi(r.URL.Query().Get("day"))
	return n
}

// serve answers 422 for a bad row, which is nobody's outage, and 500 for all else.
func serve(path string, answer func(*http.Request) (string, error)) {
	http.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		text, err := answer(r)
		if _, bad := err.(badRow); bad {
			http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		} else if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		} else {
			fmt.Fprintln(w, text)
		}
	})
}
