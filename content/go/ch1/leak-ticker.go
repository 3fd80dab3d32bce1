// Every order is followed for a while by a worker that looks after it once a
// second. Nobody tells the worker when to stop.
package main

import (
	"fmt"
	"log"
	"net/http"
	"time"

	"tidepool/lab"
)

func main() {
	http.HandleFunc("/order", order)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func order(w http.ResponseWriter, r *http.Request) {
	go follow()
	lab.CPU(lab.Duration("work", time.Millisecond))
	fmt.Fprintln(w, "thank you")
}

func follow() {
	for range time.Tick(time.Second) {
		look()
	}
}

// look finds out how the order is getting on.
func look() {
	lab.CPU(100 * time.Microsecond)
}
