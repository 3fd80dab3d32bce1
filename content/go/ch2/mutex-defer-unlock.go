// A counter of visits behind a mutex. The unlock is deferred.
package main

import (
	"fmt"
	"log"
	"net/http"
	"sync"
	"time"

	"tidepool/lab"
)

type visits struct {
	mu sync.Mutex
	n  int
}

func main() {
	var v visits
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "visit", v.count())
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func (v *visits) count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.n++
	greet(v.n)
	return v.n
}

// greet has a fault that shows once.
func greet(n int) {
	lab.CPU(lab.Duration("work", 100*time.Microsecond))
	if n == lab.Int("bad", 100) {
		var prizes map[int]string
		prizes[n] = "a cake" // assignment to entry in nil map
	}
}
