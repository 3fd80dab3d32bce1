// Many instances, each with a bucket of its own.
package main

import (
	"fmt"
	"log"
	"net/http"

	"golang.org/x/time/rate"
	"tidepool/lab"
)

var bucket = rate.NewLimiter(
	rate.Limit(lab.Int("limit", 100)),
	lab.Int("burst", 20),
)

func main() {
	http.HandleFunc("/quote", quote)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func quote(w http.ResponseWriter, r *http.Request) {
	if !bucket.Allow() {
		w.Header().Set("Retry-After", "1")
		http.Error(w, "too many requests", http.StatusTooManyRequests)
		return
	}
	fmt.Fprintln(w, "a quote")
}
