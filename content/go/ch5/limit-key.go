// A bucket for each client, by its key. Those that nobody uses are forgotten.
package main

import (
	"fmt"
	"log"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
	"tidepool/lab"
)

type client struct {
	bucket *rate.Limiter
	seen   time.Time
}

var (
	mu      sync.Mutex
	clients = map[string]*client{}
)

func main() {
	go forget(time.Minute)
	http.HandleFunc("/quote", limited(quote))
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func limited(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !bucketOf(r.URL.Query().Get("key")).Allow() {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "too many requests", http.StatusTooManyRequests)
			return
		}
		next(w, r)
	}
}

func bucketOf(key string) *rate.Limiter {
	mu.Lock()
	defer mu.Unlock()
	c := clients[key]
	if c == nil {
		perSecond := rate.Limit(lab.Int("each", 40))
		c = &client{bucket: rate.NewLimiter(perSecond, lab.Int("burst", 20))}
		clients[key] = c
	}
	c.seen = time.Now()
	return c.bucket
}

// forget drops clients that have not been seen for so long. Their buckets are
// full by then, so nobody gains by being forgotten.
func forget(after time.Duration) {
	for now := range time.Tick(after) {
		mu.Lock()
		for key, c := range clients {
			if now.Sub(c.seen) > after {
				delete(clients, key)
			}
		}
		mu.Unlock()
	}
}

func quote(w http.ResponseWriter, r *http.Request) {
	lab.CPU(lab.Duration("work", 10*time.Millisecond))
	fmt.Fprintln(w, "a quote")
}
