// A service with a pool of its own: buffers go back to it after use, but the
// handler forgets to ask it for one.
package main

import (
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
	mu       sync.Mutex
	free     [][]byte
)

func main() {
	for range 80_000 {
		sessions = append(sessions, &session{user: "someone"})
	}
	http.HandleFunc("/", page)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func page(w http.ResponseWriter, r *http.Request) {
	text := make([]byte, 4000)
	for n := range 10 {
		lab.CPU(150 * time.Microsecond)
		text[n] = 'x'
	}
	w.Write(text)
	giveBack(text)
}

func giveBack(text []byte) {
	mu.Lock()
	defer mu.Unlock()
	free = append(free, text)
}
