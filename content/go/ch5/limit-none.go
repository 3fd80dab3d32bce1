// A service whose answers take 10 ms of processor time, without a limit.
package main

import (
	"fmt"
	"log"
	"net/http"
	"time"

	"tidepool/lab"
)

func main() {
	http.HandleFunc("/quote", quote)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func quote(w http.ResponseWriter, r *http.Request) {
	lab.CPU(lab.Duration("work", 10*time.Millisecond))
	fmt.Fprintln(w, "a quote")
}
