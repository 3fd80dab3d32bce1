// The service behind a token bucket: who finds no token is told so at once.
package main

import (
	"fmt"
	"log"
	"net/http"
	"time"

	"golang.org/x/time/rate"
	"tidepool/lab"
)

func main() {
	http.HandleFunc("/quote", limited(quote))
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func limited(next http.HandlerFunc) http.HandlerFunc {
	perSecond := rate.Limit(lab.Int("limit", 180))
	bucket := rate.NewLimiter(perSecond, lab.Int("burst", 20))
	return func(w http.ResponseWriter, r *http.Request) {
		if !bucket.Allow() {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "too many requests", http.StatusTooManyRequests)
			return
		}
		next(w, r)
	}
}

func quote(w http.ResponseWriter, r *http.Request) {
	lab.CPU(lab.Duration("work", 10*time.Millisecond))
	fmt.Fprintln(w, "a quote")
}
