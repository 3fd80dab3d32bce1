// A context ends while the answer to a query is there already and the only P is busy: nobody can read it any more, as the
// connection is closed. Nothing of it may show in later queries.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	_ "github.com/go-sql-driver/mysql"
)

// busy keeps the only P from the others across the answer and the end of the context.
func busy() {
	for begin := time.Now(); time.Since(begin) < 6*time.Millisecond; {
	}
}

func ask(db *sql.DB, query string) {
	go busy()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Millisecond)
	defer cancel()
	var id int
	err := db.QueryRowContext(ctx, query).Scan(&id)
	stats := db.Stats()
	fmt.Println(id, err, ctx.Err(), "open", stats.OpenConnections, "idle", stats.Idle)
}

func main() {
	db, _ := sql.Open("mysql", "app@tcp(db)/shop")
	db.Ping()
	// What the answer looks like is not known yet, and then it is.
	for range 2 {
		ask(db, "SELECT id FROM users")
		for range 2 {
			var id int
			err := db.QueryRow("SELECT id FROM users").Scan(&id)
			fmt.Println(id, err)
		}
	}
	rows, err := db.Query("SELECT id, name FROM users")
	fmt.Println(err)
	// Whoever has the names of the columns may change them.
	for range 2 {
		columns, err := rows.Columns()
		fmt.Println(columns, err)
		columns[0] = "changed"
	}
	rows.Close()
}
