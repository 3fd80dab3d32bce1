// A service that writes a report for each request into a buffer of its own, and
// says beforehand how long it will be.
// Beside that it keeps sessions in memory, as services do.
package main

import (
	"bytes"
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

var (
	sessions []*session
	line     [1024]byte
)

func main() {
	for range lab.Int("sessions", 60_000) {
		sessions = append(sessions, &session{user: "someone"})
	}
	http.HandleFunc("/report", report)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func report(w http.ResponseWriter, r *http.Request) {
	page := new(bytes.Buffer)
	lines := lab.Int("lines", 100)
	page.Grow(lines * len(line))
	for range lines {
		write(page)
	}
	w.Write(page.Bytes())
}

func write(page *bytes.Buffer) {
	lab.CPU(20 * time.Microsecond)
	page.Write(line[:])
}
