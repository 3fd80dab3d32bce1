// The shop with a pool for each kind of question: however many look at reports,
// they have three connections, and articles have the other seventeen.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const byID = "SELECT name FROM items WHERE id = 1"
const salesOf = "SELECT id FROM sales WHERE item = ?"

type shop struct{ articles, reports *sql.DB }

// open makes a pool of so many connections.
func open(size int) *sql.DB {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db
}

func main() {
	reports := 3
	s := &shop{open(lab.Int("pool", 20) - reports), open(reports)}
	http.HandleFunc("GET /item", s.item)
	http.HandleFunc("GET /report", s.report)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func (s *shop) item(w http.ResponseWriter, r *http.Request) {
	name, err := s.lookUp(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, name)
}

func (s *shop) lookUp(ctx context.Context) (string, error) {
	var name string
	err := s.articles.QueryRowContext(ctx, byID).Scan(&name)
	return name, err
}

// report adds up the sales of many articles, one after the other.
func (s *shop) report(w http.ResponseWriter, r *http.Request) {
	sum, err := s.addUp(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, sum)
}

func (s *shop) addUp(ctx context.Context) (total int64, err error) {
	tx, err := s.reports.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	for item := range 20 {
		var sum int64
		if err := tx.QueryRowContext(ctx, salesOf, item).Scan(&sum); err != nil {
			return 0, err
		}
		total += sum
	}
	return total, nil
}
