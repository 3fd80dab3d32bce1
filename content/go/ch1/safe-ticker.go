// Every order is followed by a worker that looks after it once a second, and
// stops when its context ends: here after three seconds.
package main

import (
	"context"
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
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	go func() {
		defer cancel()
		follow(ctx)
	}()
	lab.CPU(lab.Duration("work", time.Millisecond))
	fmt.Fprintln(w, "thank you")
}

func follow(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			look()
		case <-ctx.Done():
			return
		}
	}
}

// look finds out how the order is getting on.
func look() {
	lab.CPU(100 * time.Microsecond)
}
