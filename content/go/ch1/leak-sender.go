// A price is asked for in the background, and the handler waits for it, but
// not for ever: after 50 ms it answers with yesterday's price.
package main

import (
	"fmt"
	"log"
	"math/rand/v2"
	"net/http"
	"time"

	"tidepool/lab"
)

const yesterday = 100

func main() {
	http.HandleFunc("/order", order)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func order(w http.ResponseWriter, r *http.Request) {
	prices := make(chan int)
	go func() {
		prices <- ask()
	}()
	select {
	case price := <-prices:
		fmt.Fprintln(w, "price", price)
	case <-time.After(50 * time.Millisecond):
		fmt.Fprintln(w, "price", yesterday)
	}
}

// ask stands for a call to another service: mostly quick, sometimes slow.
func ask() int {
	mean := lab.Duration("backend", 20*time.Millisecond)
	time.Sleep(time.Duration(rand.ExpFloat64() * float64(mean)))
	return 101
}
