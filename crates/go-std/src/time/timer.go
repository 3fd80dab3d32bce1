package time

// Sleep pauses the goroutine for at least d.
func Sleep(d Duration) {
	if d > 0 {
		sleep(int64(d))
	}
}

// A handle is the machine's side of a timer; while it can be reached, the timer can be set again.
type handle struct{}

// A Timer fires once.
type Timer struct {
	C <-chan Time
	h *handle
}

// A Ticker fires again and again.
type Ticker struct {
	C <-chan Time
	h *handle
}

// NewTimer returns a timer that sends the time on its channel after d.
func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	return &Timer{c, startChan(c, int64(d), 0)}
}

// After is NewTimer(d).C.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// AfterFunc calls f in its own goroutine after d.
func AfterFunc(d Duration, f func()) *Timer {
	return &Timer{nil, startFunc(f, int64(d))}
}

// Stop ends the wait; false means that it was over.
func (t *Timer) Stop() bool {
	if t.h == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return stop(t.h)
}

// Reset lets the timer fire after d; it reports whether it was active.
func (t *Timer) Reset(d Duration) bool {
	if t.h == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	return reset(t.h, int64(d), 0)
}

// NewTicker returns a ticker that sends the time every d, dropping ticks for a slow receiver.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	return &Ticker{c, startChan(c, int64(d), int64(d))}
}

// Tick is NewTicker(d).C, nil if d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

// Stop ends the ticker. Its channel is not closed.
func (t *Ticker) Stop() {
	if t.h != nil {
		stop(t.h)
	}
}

// Reset lets the ticker fire every d from now on.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.h == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	reset(t.h, int64(d), int64(d))
}

// now is the virtual time in nanoseconds since the start of the run.
func now() int64

// sleep parks the goroutine.
func sleep(nanos int64)

// startChan makes a timer that sends Now() on c after nanos and then every period, if that is not 0.
func startChan(c chan Time, nanos, period int64) (h *handle)

// startFunc makes a timer that starts a goroutine for f.
func startFunc(f func(), nanos int64) (h *handle)

// stop and reset report whether the timer was active.
func stop(h *handle) bool
func reset(h *handle, nanos, period int64) bool
