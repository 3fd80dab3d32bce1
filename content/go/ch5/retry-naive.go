// What fails is tried again at once, four times in all.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
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
	for range attempts {
		if answer, err = once(ctx); err == nil || ctx.Err() != nil {
			break
		}
	}
	return answer, err
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
