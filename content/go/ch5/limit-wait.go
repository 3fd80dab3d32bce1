// The service behind a token bucket that lets requests wait for a token, but
// for no more than a second.
package main

import (
	"context"
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
	most := lab.Duration("wait", time.Second)
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), most)
		defer cancel()
		if err := bucket.Wait(ctx); err != nil {
			w.Header().Set("Retry-After", "1")
			http.Error(w, err.Error(), http.StatusTooManyRequests)
			return
		}
		next(w, r)
	}
}

func quote(w http.ResponseWriter, r *http.Request) {
	lab.CPU(lab.Duration("work", 10*time.Millisecond))
	fmt.Fprintln(w, "a quote")
}
