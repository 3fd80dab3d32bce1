// Before each further try there is a pause of random length, and the next one is
// twice as long: backoff with full jitter.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
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

func ask(ctx context.Context) (answer []byte, err error) {
	pause := lab.Duration("pause", 50*time.Millisecond)
	for n := 1; ; n++ {
		answer, err = once(ctx)
		if err == nil || n == attempts || ctx.Err() != nil {
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
