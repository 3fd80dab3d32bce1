// Whoever came last is served first: that client has not waited long and is still
// there. Those who lose patience leave the stack, and cost nothing.
package main

import (
	"context"
	"io"
	"log"
	"net/http"
	"slices"
	"sync"
)

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 20}}

// A stack hands places to those who wait, the newest first.
type stack struct {
	mu    sync.Mutex
	free  int
	turns []chan struct{} // of those who wait, the newest last
}

// Ten requests at a time.
var places = &stack{free: 10}

func (s *stack) enter(ctx context.Context) error {
	s.mu.Lock()
	if s.free > 0 {
		s.free--
		s.mu.Unlock()
		return nil
	}
	turn := make(chan struct{}, 1)
	s.turns = append(s.turns, turn)
	s.mu.Unlock()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
	}
	s.mu.Lock()
	at := slices.Index(s.turns, turn)
	if at >= 0 {
		s.turns = slices.Delete(s.turns, at, at+1)
	}
	s.mu.Unlock()
	if at < 0 { // The turn came at the same moment: pass it on.
		s.leave()
	}
	return ctx.Err()
}

func (s *stack) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.turns); n > 0 {
		s.turns[n-1] <- struct{}{}
		s.turns = s.turns[:n-1]
		return
	}
	s.free++
}

func main() {
	http.HandleFunc("/order", order)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func order(w http.ResponseWriter, r *http.Request) {
	if err := places.enter(r.Context()); err != nil {
		return // Nobody is left to answer to.
	}
	defer places.leave()
	resp, err := client.Get("http://warehouse/order")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}
