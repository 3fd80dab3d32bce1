// Backoff with full jitter, and a budget: each first try earns a tenth of a further
// one. When most tries fail, the budget is soon spent.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"tidepool/lab"
)

var (
	client   = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200}}
	attempts = lab.Int("attempts", 4)
	patience = lab.Duration("patience", 300*time.Millisecond)
)

func main() {
	http.HandleFunc("/stock", stock)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func stock(w http.ResponseWriter, r *http.Request) {
	answer, err := ask(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.Write(answer)
}

// A budget counts further tries in tenths, up to ten of them.
type budget struct {
	mu     sync.Mutex
	tenths int
}

var tries = &budget{tenths: 100}

// earn adds what a first try is worth.
func (b *budget) earn() {
	b.mu.Lock()
	b.tenths = min(b.tenths+lab.Int("budget", 1), 100)
	b.mu.Unlock()
}

// spend takes a further try, if there is one.
func (b *budget) spend() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.tenths < 10 {
		return false
	}
	b.tenths -= 10
	return true
}

func ask(ctx context.Context) (answer []byte, err error) {
	tries.earn()
	pause := lab.Duration("pause", 50*time.Millisecond)
	for n := 1; ; n++ {
		answer, err = once(ctx)
		if err == nil || n == attempts || ctx.Err() != nil || !tries.spend() {
			return answer, err
		}
		time.Sleep(rand.N(pause))
		pause = min(2*pause, time.Second)
	}
}

// once asks the warehouse, and waits no longer than our patience lasts.
func once(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", "http://warehouse/level", nil)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusInternalServerError {
		return nil, fmt.Errorf("warehouse: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}
