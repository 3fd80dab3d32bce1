// The body is closed, but only if the answer is the one that was hoped for.
package main

import (
	"io"
	"log"
	"net/http"

	"tidepool/lab"
)

var client = &http.Client{
	Transport: &http.Transport{MaxConnsPerHost: lab.Int("conns", 20), MaxIdleConnsPerHost: 20},
}

func main() {
	http.HandleFunc("/price", price)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func price(w http.ResponseWriter, r *http.Request) {
	resp, err := client.Get("http://prices/book")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if resp.StatusCode != http.StatusOK {
		http.Error(w, "no price", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}
