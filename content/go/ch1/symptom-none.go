// A service with sessions in memory and some garbage for each request.
package main

import (
	"log"
	"net/http"
	"time"

	"tidepool/lab"
)

type session struct {
	user string
	last *session
	seen int
}

var sessions []*session

func main() {
	for range 80_000 {
		sessions = append(sessions, &session{user: "someone"})
	}
	http.HandleFunc("/", page)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func page(w http.ResponseWriter, r *http.Request) {
	text := make([]byte, 40_000)
	for n := range 10 {
		lab.CPU(150 * time.Microsecond)
		text[n] = 'x'
	}
	w.Write(text)
}
