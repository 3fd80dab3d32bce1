// One worker writes down what happens to all orders. It ranges over a channel
// that nobody ever closes.
package main

import (
	"fmt"
	"log"
	"net/http"
	"time"

	"tidepool/lab"
)

var events = make(chan string)

func main() {
	go audit(events)
	http.HandleFunc("/order", order)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func order(w http.ResponseWriter, r *http.Request) {
	events <- "received"
	lab.CPU(lab.Duration("work", time.Millisecond))
	events <- "stored"
	fmt.Fprintln(w, "thank you")
}

func audit(events <-chan string) {
	for event := range events {
		record(event)
	}
}

func record(event string) {
	lab.CPU(20 * time.Microsecond)
}
