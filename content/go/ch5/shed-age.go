// Whoever has waited for too long when their turn comes is turned away: the client
// may have left, and the next one has a better chance.
package main

import (
	"io"
	"log"
	"net/http"
	"time"

	"tidepool/lab"
)

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 20}}

// Ten requests at a time; the others wait in turn.
var places = make(chan struct{}, 10)

func main() {
	http.HandleFunc("/order", order)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func order(w http.ResponseWriter, r *http.Request) {
	came := time.Now()
	places <- struct{}{}
	defer func() { <-places }()
	if time.Since(came) > lab.Duration("age", 500*time.Millisecond) {
		http.Error(w, "you have waited for too long", http.StatusServiceUnavailable)
		return
	}
	resp, err := client.Get("http://warehouse/order")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}
