// Package sync has locks and other ways to wait.
package sync

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// WaitGroup waits for a number of goroutines.
type WaitGroup struct {
	n       int
	waiters int
	sema    uint32
}

// Add changes the counter by delta.
func (wg *WaitGroup) Add(delta int) {
	wg.n += delta
	if wg.n < 0 {
		panic("sync: negative WaitGroup counter")
	}
	if wg.n == 0 {
		for ; wg.waiters > 0; wg.waiters-- {
			runtimeSemrelease(&wg.sema, false)
		}
	}
}

// Done counts down by one.
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait blocks until the counter is zero.
func (wg *WaitGroup) Wait() {
	if wg.n == 0 {
		return
	}
	wg.waiters++
	runtimeSemacquireWaitGroup(&wg.sema)
	if wg.n != 0 || wg.waiters != 0 {
		panic("sync: WaitGroup is reused before previous Wait has returned")
	}
}

// Go runs f in a new goroutine that the group waits for.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer wg.leave()
		f()
	}()
}

// leave is deferred by the goroutines of Go.
func (wg *WaitGroup) leave() {
	if reason := recover(); reason != nil {
		panic(reason) // the process dies of it, and Wait must not return before
	}
	wg.Done()
}

// Once runs a function once.
type Once struct {
	done bool
	m    Mutex
}

// Do calls f if it is the first call of Do. Later calls wait until the first one has returned.
func (o *Once) Do(f func()) {
	if o.done {
		return
	}
	o.m.Lock()
	defer o.m.Unlock()
	if !o.done {
		defer func() { o.done = true }()
		f()
	}
}

// OnceFunc returns a function that calls f the first time only.
//
// If f panics, every call panics with the same value.
func OnceFunc(f func()) func() {
	var once Once
	var reason any
	returned := false
	run := func() {
		defer func() {
			f = nil
			if reason = recover(); !returned {
				panic(reason)
			}
		}()
		f()
		returned = true
	}
	return func() {
		once.Do(run)
		if !returned {
			panic(reason)
		}
	}
}

// OnceValue returns a function that calls f the first time only and always returns its result.
func OnceValue[T any](f func() T) func() T {
	var result T
	once := OnceFunc(func() { result = f() })
	return func() T {
		once()
		return result
	}
}

// OnceValues is OnceValue for two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var r1 T1
	var r2 T2
	once := OnceFunc(func() { r1, r2 = f() })
	return func() (T1, T2) {
		once()
		return r1, r2
	}
}

// Cond is a place to wait for and announce an event.
type Cond struct {
	L Locker
	// Where they wait, the longest first; each has a semaphore of its own, lest a newcomer take what was meant for others.
	first  *uint32
	behind []*uint32
	// The semaphore of one of them, so that nothing is made where there is never more than one.
	sema  uint32
	taken bool
}

// NewCond returns a Cond with the lock l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks c.L, waits to be woken, and locks it again.
func (c *Cond) Wait() {
	sema, own := &c.sema, !c.taken
	if !own {
		sema = new(uint32)
	}
	c.taken = true
	if c.first == nil {
		c.first = sema
	} else {
		c.behind = append(c.behind, sema)
	}
	m, simple := c.L.(*Mutex)
	if simple {
		m.Unlock()
	} else {
		c.L.Unlock()
	}
	runtimeSemacquireCond(sema)
	if own {
		c.taken = false
	}
	if simple {
		m.Lock()
	} else {
		c.L.Lock()
	}
}

// Signal wakes the goroutine that has waited longest.
func (c *Cond) Signal() {
	sema := c.first
	if sema == nil {
		return
	}
	if c.first = nil; len(c.behind) > 0 {
		c.first, c.behind = c.behind[0], c.behind[1:]
	}
	runtimeSemgrant(sema)
}

// Broadcast wakes all.
func (c *Cond) Broadcast() {
	first, behind := c.first, c.behind
	if first == nil {
		return
	}
	c.first, c.behind = nil, nil
	runtimeSemgrant(first)
	for _, sema := range behind {
		runtimeSemgrant(sema)
	}
}

// A Map is a map for many goroutines.
type Map struct {
	mu Mutex
	m  map[any]any
}

// Load returns the value of key.
func (m *Map) Load(key any) (value any, ok bool) {
	m.mu.Lock()
	value, ok = m.m[key]
	m.mu.Unlock()
	return
}

// Store sets the value of key.
func (m *Map) Store(key, value any) { m.Swap(key, value) }

// Swap sets the value of key and returns the previous one.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	m.mu.Lock()
	if m.m == nil {
		m.m = make(map[any]any)
	}
	if len(m.m) > 0 {
		previous, loaded = m.m[key]
	}
	m.m[key] = value
	m.mu.Unlock()
	return
}

// LoadOrStore returns the value of key, setting it first if there is none.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	m.mu.Lock()
	if m.m == nil {
		m.m = make(map[any]any)
	}
	if len(m.m) > 0 {
		actual, loaded = m.m[key]
	}
	if !loaded {
		m.m[key] = value
		actual = value
	}
	m.mu.Unlock()
	return
}

// LoadAndDelete removes key and returns its value.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	m.mu.Lock()
	value, loaded = m.m[key]
	delete(m.m, key)
	m.mu.Unlock()
	return
}

// Delete removes key.
func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

// CompareAndSwap sets the value of key if it is old.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	m.mu.Lock()
	if v, ok := m.m[key]; ok && v == old {
		m.m[key] = new
		swapped = true
	}
	m.mu.Unlock()
	return
}

// CompareAndDelete removes key if its value is old.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	m.mu.Lock()
	if v, ok := m.m[key]; ok && v == old {
		delete(m.m, key)
		deleted = true
	}
	m.mu.Unlock()
	return
}

// Range calls f for every key until it returns false.
func (m *Map) Range(f func(key, value any) bool) {
	m.mu.Lock()
	var keys []any
	for k := range m.m {
		keys = append(keys, k)
	}
	m.mu.Unlock()
	for _, k := range keys {
		if v, ok := m.Load(k); ok && !f(k, v) {
			return
		}
	}
}

// Clear removes everything.
func (m *Map) Clear() {
	m.mu.Lock()
	m.m = nil
	m.mu.Unlock()
}

// runtimeSemacquireWaitGroup and the like wait until the semaphore is above zero and take one from it;
// they differ in the wait reason that a goroutine dump shows.
func runtimeSemacquireWaitGroup(s *uint32)
func runtimeSemacquireCond(s *uint32)
func runtimeSemacquireMutex(s *uint32, lifo bool)
func runtimeSemacquireRWMutexR(s *uint32)
func runtimeSemacquireRWMutex(s *uint32)

// runtimeSemgrant gives one to the waiter that has waited longest, so that it need not try again; without one it adds one.
func runtimeSemgrant(s *uint32)

// runtimeSemrelease adds one and wakes a waiter, which runs next if handoff is set.
func runtimeSemrelease(s *uint32, handoff bool)

// runtimeNanotime is the virtual time.
func runtimeNanotime() int64

// fatal ends the process as an error that cannot be recovered from.
func fatal(text string)
