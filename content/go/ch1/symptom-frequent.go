// A service whose authors wanted to save memory: GOGC is 15.
package main

import (
	"log"
	"net/http"
	"runtime/debug"
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
	debug.SetGCPercent(15)
	for range 80_000 {
		sessions = append(sessions, &session{user: "someone"})
	}
	http.HandleFunc("/", page)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func page(w http.ResponseWriter, r *http.Request) {
	text := make([]byte, 100_000)
	for n := range 10 {
		lab.CPU(150 * time.Microsecond)
		text[n] = 'x'
	}
	w.Write(text)
}
