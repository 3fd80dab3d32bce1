// Whoever finds too many waiting already is turned away at once.
package main

import (
	"io"
	"log"
	"net/http"
	"sync/atomic"

	"tidepool/lab"
)

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 20}}

var waiting atomic.Int64

// Ten requests at a time; the others wait in turn.
var places = make(chan struct{}, 10)

func main() {
	http.HandleFunc("/order", order)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func order(w http.ResponseWriter, r *http.Request) {
	if waiting.Add(1) > int64(lab.Int("queue", 100)) {
		waiting.Add(-1)
		http.Error(w, "too many are waiting", http.StatusServiceUnavailable)
		return
	}
	places <- struct{}{}
	waiting.Add(-1)
	defer func() { <-places }()
	resp, err := client.Get("http://warehouse/order")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}
