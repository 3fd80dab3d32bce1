// Every order gets a worker that writes down what happens to it. The worker
// ranges over a channel, and nobody closes that channel.
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
	events := make(chan string)
	go audit(events)
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
