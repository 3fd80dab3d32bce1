// A service that leaves gracefully: requests end, long ones early, and only then
// is the pool closed that they need.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const newest = "SELECT id FROM orders ORDER BY id DESC LIMIT 1"

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(lab.Int("open", 20))
	db.SetMaxIdleConns(lab.Int("open", 20))
	time.Sleep(lab.Duration("warm", 800*time.Millisecond)) // fill the caches
	http.HandleFunc("/ready", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		var id int64
		err := db.QueryRowContext(r.Context(), newest).Scan(&id)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, "newest order:", id)
	})
	http.HandleFunc("/report", func(w http.ResponseWriter, r *http.Request) {
		pages, err := report(r.Context(), db)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, pages, "pages")
	})
	server := &http.Server{Addr: ":8080"}
	sigterm := make(chan os.Signal, 1)
	signal.Notify(sigterm, syscall.SIGTERM)
	drained := make(chan bool)
	go func() {
		<-sigterm
		drain(server)
		close(drained)
	}()
	log.Print(server.ListenAndServe())
	<-drained
	db.Close()
	log.Print("all requests are answered")
}

// hurry ends when nobody has time for long answers any more.
var hurry, hurryUp = context.WithCancel(context.Background())

// drain lets requests end. Those that take too long are asked to hurry.
func drain(server *http.Server) {
	limit := lab.Duration("limit", 5*time.Second)
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	if server.Shutdown(ctx) == nil {
		return
	}
	hurryUp()
	ctx, cancel = context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	server.Shutdown(ctx)
}

// report takes its time: a page every 100 ms. In a hurry it ends with the pages
// that it has.
func report(ctx context.Context, db *sql.DB) (pages int, err error) {
	end := time.Now().Add(lab.Duration("report", 20*time.Second))
	for ; time.Now().Before(end) && hurry.Err() == nil; pages++ {
		var id int64
		err := db.QueryRowContext(ctx, newest).Scan(&id)
		if err != nil {
			return 0, err
		}
		time.Sleep(100 * time.Millisecond)
	}
	return pages, nil
}
