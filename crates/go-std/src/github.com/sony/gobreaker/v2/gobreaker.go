// Package gobreaker is a circuit breaker: it stops asking what has failed too often, for a while.
package gobreaker

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

// The states are the world's: the file natives.rs of the crate tidepool-world has the contracts.

func breakerNew(maxRequests, interval, bucketPeriod, timeout, now int64) (breaker int64)
func breakerAdvance(breaker, now int64) (state int, generation int64, from, to int)
func breakerEnter(breaker, now int64) (code int, generation, step int64, from, to int)
func breakerLeave(breaker, generation, step int64, outcome int, now int64) (code, from, to int)
func breakerTrip(breaker, now int64) (from, to int)
func breakerCounts(breaker int64) (counts []int64)

// How a request has ended.
const (
	success = iota
	failure
	excluded
)

// What becomes of a request that would enter or leave: it has, it may not, or the breaker has changed first with time, of
// which the program must hear before.
const (
	done = iota
	open
	tooMany
	stale // it belongs to an earlier generation
	changed
)

// ErrOpenState is returned while the breaker is open.
var ErrOpenState = errors.New("circuit breaker is open")

// ErrTooManyRequests is returned while it is half open and enough others are trying.
var ErrTooManyRequests = errors.New("too many requests")

// A State of a breaker.
type State int

// The states.
const (
	StateClosed State = iota
	StateHalfOpen
	StateOpen
)

func (s State) String() string {
	switch s {
	case StateClosed:
		return "closed"
	case StateHalfOpen:
		return "half-open"
	case StateOpen:
		return "open"
	}
	return fmt.Sprintf("unknown state: %d", int(s))
}

// Counts are what a breaker has counted since its state has changed, or within its interval.
type Counts struct {
	Requests             uint32
	TotalSuccesses       uint32
	TotalFailures        uint32
	TotalExclusions      uint32
	ConsecutiveSuccesses uint32
	ConsecutiveFailures  uint32
}

// Settings of a breaker; what is left out is as usual.
type Settings struct {
	Name string
	// MaxRequests may try while it is half open, and so many successes in a row close it. Usually 1.
	MaxRequests uint32
	// After Interval a closed breaker forgets its counts. Usually never.
	Interval time.Duration
	// With BucketPeriod it forgets them bit by bit, in steps of this length.
	BucketPeriod time.Duration
	// Timeout is how long it stays open. Usually a minute.
	Timeout time.Duration
	// ReadyToTrip is asked after each failure whether it shall open. Usually it opens after the sixth in a row.
	ReadyToTrip func(counts Counts) bool
	// OnStateChange is told of each change.
	OnStateChange func(name string, from State, to State)
	// IsSuccessful says whether an error is none. Usually only nil is.
	IsSuccessful func(err error) bool
	// IsExcluded says whether a request shall not count. Usually all do.
	IsExcluded func(err error) bool
}

// A CircuitBreaker guards calls that give a T.
type CircuitBreaker[T any] struct {
	st Settings

	mu sync.Mutex // held while the functions of the settings are called, too
	id int64
}

// NewCircuitBreaker returns a closed breaker.
func NewCircuitBreaker[T any](st Settings) *CircuitBreaker[T] {
	if st.ReadyToTrip == nil {
		st.ReadyToTrip = func(counts Counts) bool { return counts.ConsecutiveFailures > 5 }
	}
	id := breakerNew(int64(st.MaxRequests), int64(st.Interval), int64(st.BucketPeriod), int64(st.Timeout), now())
	return &CircuitBreaker[T]{st: st, id: id}
}

func now() int64 { return time.Now().UnixNano() }

// Name returns its name.
func (cb *CircuitBreaker[T]) Name() string { return cb.st.Name }

// State returns its state now.
func (cb *CircuitBreaker[T]) State() State {
	cb.mu.Lock()
	defer cb.mu.Unlock()
	state, _ := cb.advance(now())
	return state
}

// Counts returns what it has counted.
func (cb *CircuitBreaker[T]) Counts() Counts {
	cb.mu.Lock()
	defer cb.mu.Unlock()
	return cb.counts()
}

// Execute calls req, if it may, and looks at what comes of it. A panic is a failure, and goes on.
func (cb *CircuitBreaker[T]) Execute(req func() (T, error)) (T, error) {
	p, err := cb.enter()
	if err != nil {
		var none T
		return none, err
	}
	defer func() {
		if e := recover(); e != nil {
			cb.leave(p, fmt.Errorf("%v", e))
			panic(e)
		}
	}()
	result, err := req()
	cb.leave(p, err)
	return result, err
}

// A pass is what a request has that was let through.
type pass struct {
	generation, step int64
}

func (cb *CircuitBreaker[T]) enter() (pass, error) {
	cb.mu.Lock()
	code, generation, step, from, to := breakerEnter(cb.id, now())
	if code == changed {
		code, generation, step = cb.enterChanged(from, to)
	} else {
		cb.mu.Unlock()
	}
	switch code {
	case done:
		return pass{generation, step}, nil
	case open:
		return pass{}, ErrOpenState
	default:
		return pass{}, ErrTooManyRequests
	}
}

// enterChanged lets a request enter that has found the breaker changed, and unlocks it.
func (cb *CircuitBreaker[T]) enterChanged(from, to int) (code int, generation, step int64) {
	defer cb.mu.Unlock()
	for {
		cb.tell(from, to)
		code, generation, step, from, to = breakerEnter(cb.id, now())
		if code != changed {
			return code, generation, step
		}
	}
}

// leave counts how a request has ended, unless it belongs to an earlier generation.
func (cb *CircuitBreaker[T]) leave(p pass, err error) {
	cb.mu.Lock()
	code, from, to := changed, 0, 0
	if err == nil && cb.st.IsExcluded == nil && cb.st.IsSuccessful == nil {
		// No function of the program has to be asked how it has ended.
		code, from, to = breakerLeave(cb.id, p.generation, p.step, success, now())
		if from == to {
			cb.mu.Unlock()
			return
		}
	}
	cb.leaveChanged(p, err, code, from, to)
}

// leaveChanged tells of the change that a request has found or made when it left, lets it leave if it has not, and unlocks
// the breaker.
func (cb *CircuitBreaker[T]) leaveChanged(p pass, err error, code, from, to int) {
	defer cb.mu.Unlock()
	cb.tell(from, to)
	if code != changed {
		return
	}
	now := now()
	state, generation := cb.advance(now)
	if generation != p.generation {
		return
	}
	outcome := cb.outcome(err)
	_, from, to = breakerLeave(cb.id, p.generation, p.step, outcome, now)
	cb.tell(from, to)
	if outcome == failure && state == StateClosed && cb.st.ReadyToTrip(cb.counts()) {
		cb.tell(breakerTrip(cb.id, now))
	}
}

func (cb *CircuitBreaker[T]) outcome(err error) int {
	switch {
	case cb.st.IsExcluded != nil && cb.st.IsExcluded(err):
		return excluded
	case cb.st.IsSuccessful != nil:
		if cb.st.IsSuccessful(err) {
			return success
		}
	case err == nil:
		return success
	}
	return failure
}

// advance brings the breaker up to now. The lock is held.
func (cb *CircuitBreaker[T]) advance(now int64) (State, int64) {
	state, generation, from, to := breakerAdvance(cb.id, now)
	cb.tell(from, to)
	return State(state), generation
}

// tell tells of a change, if there is one.
func (cb *CircuitBreaker[T]) tell(from, to int) {
	if from != to && cb.st.OnStateChange != nil {
		cb.st.OnStateChange(cb.st.Name, State(from), State(to))
	}
}

func (cb *CircuitBreaker[T]) counts() Counts {
	c := breakerCounts(cb.id)
	return Counts{uint32(c[0]), uint32(c[1]), uint32(c[2]), uint32(c[3]), uint32(c[4]), uint32(c[5])}
}

// A TwoStepCircuitBreaker says whether a request may go on, and is told afterwards.
type TwoStepCircuitBreaker[T any] struct {
	cb *CircuitBreaker[T]
}

// NewTwoStepCircuitBreaker returns a closed breaker.
func NewTwoStepCircuitBreaker[T any](st Settings) *TwoStepCircuitBreaker[T] {
	return &TwoStepCircuitBreaker[T]{NewCircuitBreaker[T](st)}
}

// Name returns its name.
func (tscb *TwoStepCircuitBreaker[T]) Name() string { return tscb.cb.Name() }

// State returns its state now.
func (tscb *TwoStepCircuitBreaker[T]) State() State { return tscb.cb.State() }

// Counts returns what it has counted.
func (tscb *TwoStepCircuitBreaker[T]) Counts() Counts { return tscb.cb.Counts() }

// Allow returns the function to call with the request's error when it has ended.
func (tscb *TwoStepCircuitBreaker[T]) Allow() (done func(err error), err error) {
	p, err := tscb.cb.enter()
	if err != nil {
		return nil, err
	}
	return func(err error) { tscb.cb.leave(p, err) }, nil
}
