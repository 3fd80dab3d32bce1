package sql

import "sync"

// A closingMutex lets any number of readers in until somebody closes, who waits for them to leave. Unlike
// with sync.RWMutex a waiting closer does not keep new readers out while there are others, so a reader may come in again.
// The machine knows the fields.
type closingMutex struct {
	mu      sync.Mutex
	changed *sync.Cond
	readers int
	closing bool
	waiting bool // somebody will close when the last reader has left
}

// What follows each does all at once if the lock is free and nobody has to be waited for or woken. False: that has to be
// done here.

func enter(m *closingMutex) bool
func leave(m *closingMutex) bool
func shut(m *closingMutex) bool
func reopen(m *closingMutex) bool

func (m *closingMutex) RLock() {
	if enter(m) {
		return
	}
	m.mu.Lock()
	for m.closing || m.waiting && m.readers == 0 {
		m.wait()
	}
	m.readers++
	m.mu.Unlock()
}

func (m *closingMutex) RUnlock() {
	if leave(m) {
		return
	}
	m.mu.Lock()
	m.readers--
	if m.readers == 0 && m.changed != nil {
		m.changed.Broadcast()
	}
	m.mu.Unlock()
}

func (m *closingMutex) Lock() {
	if shut(m) {
		return
	}
	m.mu.Lock()
	for m.closing || m.readers > 0 {
		m.waiting = m.waiting || m.readers > 0
		m.wait()
	}
	m.closing, m.waiting = true, false
	m.mu.Unlock()
}

func (m *closingMutex) Unlock() {
	if reopen(m) {
		return
	}
	m.mu.Lock()
	m.closing = false
	if m.changed != nil {
		m.changed.Broadcast()
	}
	m.mu.Unlock()
}

func (m *closingMutex) wait() {
	if m.changed == nil {
		m.changed = sync.NewCond(&m.mu)
	}
	m.changed.Wait()
}
