// Package semaphore bounds what is used at a time, where one may need more of it
// than another.
package semaphore

import (
	"context"
	"slices"
	"sync"
)

// A Weighted hands out a number of units, in the order in which they were asked for.
type Weighted struct {
	mu      sync.Mutex
	size    int64
	held    int64
	waiting []*waiter // whoever has waited longest first
}

// A waiter wants so many units; given is closed when it has them.
type waiter struct {
	wants int64
	given chan struct{}
}

// NewWeighted returns a semaphore of n units.
func NewWeighted(n int64) *Weighted {
	if n < 0 {
		panic("semaphore: size < 0")
	}
	return &Weighted{size: n}
}

// Acquire waits for n units; it returns the context's error, and no units, if that
// has ended.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	checkUnits(n)
	s.mu.Lock()
	if isDone(ctx) {
		s.mu.Unlock()
		return ctx.Err()
	}
	if s.takes(n) {
		s.mu.Unlock()
		return nil
	}
	if n > s.size {
		// It will never be: nobody else is to wait behind it.
		s.mu.Unlock()
		<-ctx.Done()
		return ctx.Err()
	}
	w := &waiter{wants: n, given: make(chan struct{})}
	s.waiting = append(s.waiting, w)
	s.mu.Unlock()
	select {
	case <-w.given:
		if !isDone(ctx) {
			return nil
		}
		s.Release(n)
	case <-ctx.Done():
		s.leave(w)
	}
	return ctx.Err()
}

// leave takes w out of the queue, or gives back what it has just got.
func (s *Weighted) leave(w *waiter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at := slices.Index(s.waiting, w); at >= 0 {
		s.waiting = slices.Delete(s.waiting, at, at+1)
	} else {
		s.held -= w.wants
	}
	// Those behind it may have waited for it alone.
	s.serve()
}

// TryAcquire takes n units if they are free and nobody waits.
func (s *Weighted) TryAcquire(n int64) bool {
	checkUnits(n)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.takes(n)
}

// Release gives n units back.
func (s *Weighted) Release(n int64) {
	checkUnits(n)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held -= n
	if s.held < 0 {
		panic("semaphore: released more than held")
	}
	s.serve()
}

// takes n units, unless somebody waits already or too few are free.
func (s *Weighted) takes(n int64) bool {
	if len(s.waiting) > 0 || s.size-s.held < n {
		return false
	}
	s.held += n
	return true
}

// serve gives units to those who wait, in order: one that wants many is not passed
// over for others that want few.
func (s *Weighted) serve() {
	for len(s.waiting) > 0 && s.size-s.held >= s.waiting[0].wants {
		s.held += s.waiting[0].wants
		close(s.waiting[0].given)
		s.waiting = s.waiting[1:]
	}
}

func isDone(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return true
	default:
		return false
	}
}

func checkUnits(n int64) {
	if n < 0 {
		panic("semaphore: n < 0")
	}
}
