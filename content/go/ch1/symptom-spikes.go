// A service that exports all its sessions every three seconds, as objects that
// live for a moment.
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
	go exportAll()
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

type row struct {
	session *session
	text    []byte
}

func exportAll() {
	for range time.Tick(3 * time.Second) {
		var rows []*row
		for _, s := range sessions {
			rows = append(rows, &row{s, encode(s)})
		}
		send(rows)
	}
}

// encode writes a session into a large buffer and cuts out what is needed.
func encode(s *session) []byte {
	text := append(make([]byte, 0, 512), s.user...)
	return append(text, make([]byte, 200)...)[:200]
}

func send(rows []*row) {
	for range len(rows) / 1000 {
		time.Sleep(time.Millisecond)
	}
}
