// A bucket for each client, by its address. An address has a port in it.
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

var (
	mu      sync.Mutex
	buckets = map[string]*rate.Limiter{}
)

func main() {
	http.HandleFunc("/quote", limited(quote))
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func limited(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !bucketOf(r.RemoteAddr).Allow() {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "too many requests", http.StatusTooManyRequests)
			return
		}
		next(w, r)
	}
}

func bucketOf(client string) *rate.Limiter {
	mu.Lock()
	defer mu.Unlock()
	bucket := buckets[client]
	if bucket == nil {
		perSecond := rate.Limit(lab.Int("each", 40))
		bucket = rate.NewLimiter(perSecond, lab.Int("burst", 20))
		buckets[client] = bucket
	}
	return bucket
}

func quote(w http.ResponseWriter, r *http.Request) {
	lab.CPU(lab.Duration("work", 10*time.Millisecond))
	fmt.Fprintln(w, "a quote")
}
