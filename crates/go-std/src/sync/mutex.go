package sync

// A Mutex is a lock. Waiters come first, first served, but one that is woken competes with
// newcomers; one that has waited for more than a millisecond is given the lock directly.
type Mutex struct {
	locked   bool
	woken    bool
	starving bool
	waiters  int
	sema     uint32
}

const starvationNanos = 1000000

// Lock takes the lock, waiting if need be.
func (m *Mutex) Lock() {
	if !m.locked && !m.starving {
		m.locked = true
		return
	}
	m.lockSlow()
}

func (m *Mutex) lockSlow() {
	var since int64
	starving, awoke := false, false
	for {
		if !m.locked && !m.starving {
			m.locked = true
			if awoke {
				m.woken = false
			}
			return
		}
		m.waiters++
		if starving && m.locked {
			m.starving = true
		}
		if awoke {
			m.woken = false
		}
		lifo := since != 0
		if since == 0 {
			since = runtimeNanotime()
		}
		runtimeSemacquireMutex(&m.sema, lifo)
		starving = starving || runtimeNanotime()-since > starvationNanos
		if m.starving {
			// The lock was handed over: it is ours, though nobody has marked it.
			m.waiters--
			m.locked = true
			if !starving || m.waiters == 0 {
				m.starving = false
			}
			return
		}
		awoke = true
	}
}

// TryLock takes the lock if it is free.
func (m *Mutex) TryLock() bool {
	if m.locked || m.starving {
		return false
	}
	m.locked = true
	return true
}

// Unlock gives the lock back.
func (m *Mutex) Unlock() {
	if !m.locked {
		fatal("sync: unlock of unlocked mutex")
	}
	m.locked = false
	if m.starving {
		runtimeSemrelease(&m.sema, true)
		return
	}
	if m.waiters == 0 || m.woken {
		return
	}
	m.waiters--
	m.woken = true
	runtimeSemrelease(&m.sema, false)
}

// An RWMutex is a lock for many readers or one writer. A waiting writer holds new readers back.
type RWMutex struct {
	w           Mutex
	readers     int
	writing     bool
	departing   int
	readerSema  uint32
	writerSema  uint32
	readersWait int
}

// RLock takes the lock for reading.
func (rw *RWMutex) RLock() {
	if rw.writing {
		rw.readersWait++
		runtimeSemacquireRWMutexR(&rw.readerSema)
		return
	}
	rw.readers++
}

// TryRLock takes the lock for reading if no writer has it or waits for it.
func (rw *RWMutex) TryRLock() bool {
	if rw.writing {
		return false
	}
	rw.readers++
	return true
}

// RUnlock gives back one read lock.
func (rw *RWMutex) RUnlock() {
	if rw.readers == 0 {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	rw.readers--
	if rw.writing && rw.departing > 0 {
		rw.departing--
		if rw.departing == 0 {
			runtimeSemrelease(&rw.writerSema, false)
		}
	}
}

// Lock takes the lock for writing.
func (rw *RWMutex) Lock() {
	rw.w.Lock()
	rw.writing = true
	if rw.readers > 0 {
		rw.departing = rw.readers
		runtimeSemacquireRWMutex(&rw.writerSema)
	}
}

// TryLock takes the lock for writing if it is free.
func (rw *RWMutex) TryLock() bool {
	if rw.readers > 0 || !rw.w.TryLock() {
		return false
	}
	rw.writing = true
	return true
}

// Unlock gives the write lock back; readers that waited go first.
func (rw *RWMutex) Unlock() {
	if !rw.writing {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	rw.writing = false
	n := rw.readersWait
	rw.readersWait = 0
	rw.readers += n
	for ; n > 0; n-- {
		runtimeSemrelease(&rw.readerSema, false)
	}
	rw.w.Unlock()
}

// RLocker returns a Locker whose methods are RLock and RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
