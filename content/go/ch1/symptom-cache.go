// A service that remembers every page it has made, for the next time. There is
// no next time, and nothing is ever thrown away.
package main

import (
	"fmt"
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
	made     int
	cache    = map[string][]byte{}
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
	remember(text)
	w.Write(text)
}

func remember(text []byte) {
	mu.Lock()
	defer mu.Unlock()
	made++
	cache[fmt.Sprint("page ", made)] = text
}
