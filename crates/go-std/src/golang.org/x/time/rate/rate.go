// Package rate limits how often something happens, with a token bucket.
package rate

import (
	"context"
	"fmt"
	"math"
	"time"
)

// The bucket is the world's: the file natives.rs of the crate tidepool-world has the contracts. Limits cross as the bits
// of floating-point numbers, times as nanoseconds since 1970.

func limiterNew(limit int64, burst int) (limiter int64)
func limiterReserve(limiter, now int64, n int, most int64) (ok bool, wait, limit int64)
func limiterCancel(limiter, now int64, n int, made, wait, limit int64)
func limiterSetLimit(limiter, now, limit int64)
func limiterSetBurst(limiter, now int64, burst int)
func limiterFigures(limiter, now int64) (tokens, limit int64, burst int)

// A Limit is a number of events a second.
type Limit float64

// Inf lets everything through, also with a burst of 0.
const Inf = Limit(math.MaxFloat64)

// InfDuration is how long one waits for what will not come.
const InfDuration = time.Duration(math.MaxInt64)

// Every is the limit of one event in each interval.
func Every(interval time.Duration) Limit {
	if interval <= 0 {
		return Inf
	}
	return 1 / Limit(interval.Seconds())
}

// A Limiter is a bucket of tokens. Its zero value lets nothing through.
type Limiter struct {
	id int64 // 0 until it is used
}

// NewLimiter returns a full bucket of b tokens, which gains r of them a second.
func NewLimiter(r Limit, b int) *Limiter { return &Limiter{limiterNew(bits(r), b)} }

func bits(l Limit) int64 { return int64(math.Float64bits(float64(l))) }

func (lim *Limiter) bucket() int64 {
	if lim.id == 0 {
		lim.id = limiterNew(bits(0), 0)
	}
	return lim.id
}

// Limit returns how many tokens a second it gains.
func (lim *Limiter) Limit() Limit {
	_, limit, _ := limiterFigures(lim.bucket(), 0)
	return Limit(math.Float64frombits(uint64(limit)))
}

// Burst returns how many tokens it can hold, and so how many may be taken at once.
func (lim *Limiter) Burst() int {
	_, _, burst := limiterFigures(lim.bucket(), 0)
	return burst
}

// TokensAt returns the number of tokens at a time; below zero, so many are promised.
func (lim *Limiter) TokensAt(t time.Time) float64 {
	tokens, _, _ := limiterFigures(lim.bucket(), t.UnixNano())
	return math.Float64frombits(uint64(tokens))
}

// Tokens returns the number of tokens now.
func (lim *Limiter) Tokens() float64 { return lim.TokensAt(time.Now()) }

// SetLimit changes the limit.
func (lim *Limiter) SetLimit(newLimit Limit) { lim.SetLimitAt(time.Now(), newLimit) }

// SetLimitAt changes the limit. What was promised stays promised.
func (lim *Limiter) SetLimitAt(t time.Time, newLimit Limit) {
	limiterSetLimit(lim.bucket(), t.UnixNano(), bits(newLimit))
}

// SetBurst changes the burst.
func (lim *Limiter) SetBurst(newBurst int) { lim.SetBurstAt(time.Now(), newBurst) }

// SetBurstAt changes the burst.
func (lim *Limiter) SetBurstAt(t time.Time, newBurst int) {
	limiterSetBurst(lim.bucket(), t.UnixNano(), newBurst)
}

// Allow reports whether an event may happen now.
func (lim *Limiter) Allow() bool { return lim.AllowN(time.Now(), 1) }

// AllowN reports whether n events may happen at time t. If not, nothing is taken.
func (lim *Limiter) AllowN(t time.Time, n int) bool { return lim.reserve(t, n, 0).ok }

// excess is the error of a wait for more tokens than there can ever be, or otherwise another one.
func (lim *Limiter) excess(n int, otherwise error) error {
	if burst, limit := lim.Burst(), lim.Limit(); n > burst && limit != Inf {
		return fmt.Errorf("rate: Wait(n=%d) exceeds limiter's burst %d", n, burst)
	}
	return otherwise
}

// A Reservation is a promise of tokens for events that may have to wait.
type Reservation struct {
	lim    *Limiter
	ok     bool
	tokens int
	made   time.Time
	wait   time.Duration
	limit  int64
}

// Reserve promises one token from now on.
func (lim *Limiter) Reserve() *Reservation { return lim.ReserveN(time.Now(), 1) }

// ReserveN promises n tokens, whenever they come. It is not OK if there can never be as many at once.
func (lim *Limiter) ReserveN(t time.Time, n int) *Reservation {
	r := lim.reserve(t, n, InfDuration)
	return &r
}

func (lim *Limiter) reserve(t time.Time, n int, most time.Duration) Reservation {
	ok, wait, limit := limiterReserve(lim.bucket(), t.UnixNano(), n, int64(most))
	return Reservation{lim, ok, n, t, time.Duration(wait), limit}
}

// OK reports whether the tokens will come.
func (r *Reservation) OK() bool { return r.ok }

// Delay returns how long to wait from now on.
func (r *Reservation) Delay() time.Duration { return r.DelayFrom(time.Now()) }

// DelayFrom returns how long to wait from time t on.
func (r *Reservation) DelayFrom(t time.Time) time.Duration {
	if !r.ok {
		return InfDuration
	}
	return max(r.made.Add(r.wait).Sub(t), 0)
}

// Cancel gives back what can be given back now.
func (r *Reservation) Cancel() { r.CancelAt(time.Now()) }

// CancelAt gives tokens back whose time has not come, unless reservations made later have counted on them.
func (r *Reservation) CancelAt(t time.Time) {
	if r.ok {
		limiterCancel(r.lim.bucket(), t.UnixNano(), r.tokens, r.made.UnixNano(), int64(r.wait), r.limit)
	}
}

// Wait waits for one token.
func (lim *Limiter) Wait(ctx context.Context) error { return lim.WaitN(ctx, 1) }

// WaitN waits until n events may happen. It fails at once if that would take longer than the context lasts, or could
// never be, and gives the tokens back if the context ends while it waits.
func (lim *Limiter) WaitN(ctx context.Context, n int) error {
	if err := ctx.Err(); err != nil {
		return lim.excess(n, err)
	}
	now := time.Now()
	most := InfDuration
	if deadline, ok := ctx.Deadline(); ok {
		most = deadline.Sub(now)
	}
	r := lim.reserve(now, n, most)
	if !r.ok {
		return lim.excess(n, fmt.Errorf("rate: Wait(n=%d) would exceed context deadline", n))
	}
	delay := r.DelayFrom(now)
	if delay == 0 {
		return nil
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		r.Cancel()
		return ctx.Err()
	}
}
