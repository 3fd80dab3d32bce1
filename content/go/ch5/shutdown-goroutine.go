// Shutdown is called when SIGTERM comes, in a goroutine. ListenAndServe returns
// as soon as Shutdown begins, and with main the process ends.
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
	go func() {
		<-sigterm
		server.Shutdown(context.Background())
		log.Print("all requests are answered")
	}()
	log.Print(server.ListenAndServe())
	db.Close()
}

// report takes its time: a page every 100 ms.
func report(ctx context.Context, db *sql.DB) (pages int, err error) {
	end := time.Now().Add(lab.Duration("report", 20*time.Second))
	for ; time.Now().Before(end); pages++ {
		var id int64
		err := db.QueryRowContext(ctx, newest).Scan(&id)
		if err != nil {
			return 0, err
		}
		time.Sleep(100 * time.Millisecond)
	}
	return pages, nil
}
