// The shop with a timeout on its server: no answer is written later than 500 ms
// after its request was read. The handlers know nothing of it.
package main

import (
	"database/sql"
	"io"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/lab"
)

const note = "INSERT INTO payments (request) VALUES (1)"

type shop struct {
	db     *sql.DB
	places chan struct{}
}

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(10)
	s := &shop{db, make(chan struct{}, lab.Int("places", 40))}
	http.HandleFunc("/pay", s.pay)
	http.HandleFunc("/stock", s.stock)
	server := &http.Server{Addr: ":8080", WriteTimeout: lab.Duration("deadline", 500*time.Millisecond)}
	log.Fatal(server.ListenAndServe())
}

func (s *shop) pay(w http.ResponseWriter, r *http.Request) {
	s.places <- struct{}{}
	defer func() { <-s.places }()
	answer, err := ask("http://payments/charge")
	if err == nil {
		_, err = s.db.Exec(note)
	}
	reply(w, answer, err)
}

func (s *shop) stock(w http.ResponseWriter, r *http.Request) {
	s.places <- struct{}{}
	defer func() { <-s.places }()
	answer, err := ask("http://warehouse/level")
	reply(w, answer, err)
}

func ask(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func reply(w http.ResponseWriter, answer []byte, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.Write(answer)
}
