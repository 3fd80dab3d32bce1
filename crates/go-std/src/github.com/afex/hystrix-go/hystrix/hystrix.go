// Package hystrix runs commands that may fail or hang: with a limit of their number, a time for each, a circuit that opens
// when too many fail, and something else to do instead.
package hystrix

import (
	"context"
	"fmt"
	"sync"
	"time"
)

type (
	runFunc       func() error
	fallbackFunc  func(error) error
	runFuncC      func(context.Context) error
	fallbackFuncC func(context.Context, error) error
)

// A CircuitError says why a command was not run, or not to its end.
type CircuitError struct {
	Message string
}

func (e CircuitError) Error() string { return "hystrix: " + e.Message }

var (
	// ErrMaxConcurrency: as many run as may.
	ErrMaxConcurrency = CircuitError{Message: "max concurrency"}
	// ErrCircuitOpen: the circuit is open.
	ErrCircuitOpen = CircuitError{Message: "circuit open"}
	// ErrTimeout: it took too long. It goes on all the same.
	ErrTimeout = CircuitError{Message: "timeout"}
)

// Go runs a command of that name, and if it fails the fallback, which may be nil. The channel gets the error, if there is
// one in the end.
func Go(name string, run runFunc, fallback fallbackFunc) chan error {
	return GoC(context.Background(), name, withContext(run), fallbackWithContext(fallback))
}

// Do does the same and waits for it.
func Do(name string, run runFunc, fallback fallbackFunc) error {
	return DoC(context.Background(), name, withContext(run), fallbackWithContext(fallback))
}

func withContext(run runFunc) runFuncC {
	return func(context.Context) error { return run() }
}

func fallbackWithContext(fallback fallbackFunc) fallbackFuncC {
	if fallback == nil {
		return nil
	}
	return func(_ context.Context, err error) error { return fallback(err) }
}

// DoC is Do with a context.
func DoC(ctx context.Context, name string, run runFuncC, fallback fallbackFuncC) error {
	well := make(chan struct{}, 1)
	tellRun := func(ctx context.Context) error {
		err := run(ctx)
		if err == nil {
			well <- struct{}{}
		}
		return err
	}
	var tellFallback fallbackFuncC
	if fallback != nil {
		tellFallback = func(ctx context.Context, err error) error {
			err = fallback(ctx, err)
			if err == nil {
				well <- struct{}{}
			}
			return err
		}
	}
	// Who has run well is not kept waiting until the ticket is back.
	select {
	case err := <-GoC(ctx, name, tellRun, tellFallback):
		return err
	case <-well:
		return nil
	}
}

// A command is one that runs.
type command struct {
	ctx      context.Context
	circuit  *CircuitBreaker
	fallback fallbackFuncC
	start    time.Time
	err      chan error
	finished chan bool

	mu      sync.Mutex
	ticket  *ticket
	checked bool       // whether a ticket has been asked for
	check   *sync.Cond // of that
	once    sync.Once  // of what comes in the end: the one who is first does it
	took    time.Duration
	events  []string
}

// GoC is Go with a context.
func GoC(ctx context.Context, name string, run runFuncC, fallback fallbackFuncC) chan error {
	c := &command{ctx: ctx, fallback: fallback, start: time.Now()}
	c.err = make(chan error, 1)
	c.finished = make(chan bool, 1)
	c.check = sync.NewCond(&c.mu)
	circuit, _, err := GetCircuit(name)
	if err != nil {
		c.err <- err
		return c.err
	}
	c.circuit = circuit
	go c.run(run)
	go c.watch()
	return c.err
}

func (c *command) run(run runFuncC) {
	defer func() { c.finished <- true }()
	if !c.circuit.AllowRequest() {
		c.takeTicket(false)
		c.once.Do(func() { c.fail(ErrCircuitOpen) })
		return
	}
	if !c.takeTicket(true) {
		c.once.Do(func() { c.fail(ErrMaxConcurrency) })
		return
	}
	start := time.Now()
	err := run(c.ctx)
	c.once.Do(func() {
		c.took = time.Since(start)
		if err != nil {
			c.fail(err)
			return
		}
		defer c.report()
		c.giveTicketBack()
		c.note("success")
	})
}

// watch ends the command early for its caller. The function goes on, but its ticket is given to others.
func (c *command) watch() {
	timer := time.NewTimer(of(c.circuit.Name).Timeout)
	defer timer.Stop()
	select {
	case <-c.finished:
	case <-c.ctx.Done():
		c.once.Do(func() { c.fail(c.ctx.Err()) })
	case <-timer.C:
		c.once.Do(func() { c.fail(ErrTimeout) })
	}
}

// takeTicket takes a ticket if one is wanted and there is one.
func (c *command) takeTicket(wanted bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if wanted {
		select {
		case c.ticket = <-c.circuit.tickets:
		default:
		}
	}
	c.checked = true
	c.check.Signal()
	return c.ticket != nil
}

func (c *command) giveTicketBack() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for !c.checked {
		c.check.Wait()
	}
	if c.ticket != nil {
		c.circuit.uses <- struct{}{}
		c.circuit.tickets <- c.ticket
	}
}

// fail ends the command with an error, or with what the fallback makes of it.
func (c *command) fail(err error) {
	defer c.report()
	c.giveTicketBack()
	c.note(event(err))
	if c.fallback != nil {
		err = c.fallBack(err)
	}
	if err != nil {
		c.err <- err
	}
}

func (c *command) fallBack(err error) error {
	fallbackErr := c.fallback(c.ctx, err)
	if fallbackErr == nil {
		c.note("fallback-success")
		return nil
	}
	c.note("fallback-failure")
	return fmt.Errorf("fallback failed with '%v'. run error was '%v'", fallbackErr, err)
}

func event(err error) string {
	switch err {
	case ErrCircuitOpen:
		return "short-circuit"
	case ErrMaxConcurrency:
		return "rejected"
	case ErrTimeout:
		return "timeout"
	case context.Canceled:
		return "context_canceled"
	case context.DeadlineExceeded:
		return "context_deadline_exceeded"
	}
	return "failure"
}

func (c *command) note(event string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.events = append(c.events, event)
}

func (c *command) report() {
	if err := c.circuit.ReportEvent(c.events, c.start, c.took); err != nil {
		log.Printf(err.Error())
	}
}
