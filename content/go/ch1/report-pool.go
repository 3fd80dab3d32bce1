// A service that writes a report for each request into a buffer from a pool.
// Beside that it keeps sessions in memory, as services do.
package main

import (
	"bytes"
	"log"
	"net/http"
	"sync"
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

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func main() {
	for range lab.Int("sessions", 60_000) {
		sessions = append(sessions, &session{user: "someone"})
	}
	http.HandleFunc("/report", report)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func report(w http.ResponseWriter, r *http.Request) {
	page := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(page)
	page.Reset()
	for range lab.Int("lines", 100) {
		write(page)
	}
	w.Write(page.Bytes())
}

func write(page *bytes.Buffer) {
	lab.CPU(20 * time.Microsecond)
	page.Write(line[:])
}
