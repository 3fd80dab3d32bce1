package rate

import (
	"sync"
	"time"
)

// Sometimes does something the first times, every so many times, or after every so much time, whichever is set. With
// nothing set, it does it once.
type Sometimes struct {
	First    int
	Every    int
	Interval time.Duration

	mu    sync.Mutex
	count int
	last  time.Time
}

// Do calls f if it is its turn. Who comes meanwhile waits.
func (s *Sometimes) Do(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.due() {
		f()
		if s.Interval > 0 {
			s.last = time.Now()
		}
	}
	s.count++
}

func (s *Sometimes) due() bool {
	switch {
	case s.count == 0, s.count < s.First:
		return true
	case s.Every > 0 && s.count%s.Every == 0:
		return true
	}
	return s.Interval > 0 && time.Since(s.last) >= s.Interval
}
