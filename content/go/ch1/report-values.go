// A service that writes a report for each request into a buffer of its own.
// Its sessions stand in one slice, and none has a pointer in it.
package main

import (
	"bytes"
	"log"
	"net/http"
	"time"

	"tidepool/lab"
)

type session struct {
	user [16]byte
	last int
	seen int
}

var (
	sessions []session
	line     [1024]byte
)

func main() {
	for range lab.Int("sessions", 60_000) {
		sessions = append(sessions, session{last: -1})
	}
	http.HandleFunc("/report", report)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func report(w http.ResponseWriter, r *http.Request) {
	page := new(bytes.Buffer)
	for range lab.Int("lines", 100) {
		write(page)
	}
	w.Write(page.Bytes())
}

func write(page *bytes.Buffer) {
	lab.CPU(20 * time.Microsecond)
	page.Write(line[:])
}
