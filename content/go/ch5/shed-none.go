// Everybody waits for as long as it takes.
package main

import (
	"io"
	"log"
	"net/http"
)

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 20}}

// Ten requests at a time; the others wait in turn.
var places = make(chan struct{}, 10)

func main() {
	http.HandleFunc("/order", order)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func order(w http.ResponseWriter, r *http.Request) {
	places <- struct{}{}
	defer func() { <-places }()
	resp, err := client.Get("http://warehouse/order")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}
