// Package signal delivers signals to the program.
package signal

import (
	"context"
	"os"
	"sync"
	"syscall"
)

// number is the signal that the machine calls by this name.
func number(name string) syscall.Signal {
	for s := syscall.Signal(1); s < 32; s++ {
		if syscall.SignalName(s) == name {
			return s
		}
	}
	return 0
}

type subscription struct {
	all     bool
	signals map[os.Signal]bool
}

var (
	mu       sync.Mutex
	wanted   = map[chan<- os.Signal]*subscription{}
	order    []chan<- os.Signal
	ignored  = map[os.Signal]bool{}
	watching bool
)

func update() {
	enable(len(wanted) > 0 || len(ignored) > 0)
	if !watching && (len(wanted) > 0 || len(ignored) > 0) {
		watching = true
		go watch()
	}
}

// watch hands every signal to the channels that want it; a channel that is not ready misses it.
func watch() {
	for {
		sig := number(recv())
		mu.Lock()
		caught := ignored[sig]
		for _, c := range order {
			if s := wanted[c]; s.all || s.signals[sig] {
				caught = true
				select {
				case c <- sig:
				default:
				}
			}
		}
		mu.Unlock()
		if !caught {
			die(syscall.SignalName(sig))
		}
	}
}

// Notify sends the signals to c, all of them if none is given.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	mu.Lock()
	defer mu.Unlock()
	s := wanted[c]
	if s == nil {
		s = &subscription{signals: map[os.Signal]bool{}}
		wanted[c] = s
		order = append(order, c)
	}
	if len(sig) == 0 {
		s.all = true
	}
	for _, x := range sig {
		s.signals[x] = true
		delete(ignored, x)
	}
	update()
}

// Stop ends the sending of signals to c.
func Stop(c chan<- os.Signal) {
	mu.Lock()
	defer mu.Unlock()
	if wanted[c] == nil {
		return
	}
	delete(wanted, c)
	for i, x := range order {
		if x == c {
			order = append(order[:i:i], order[i+1:]...)
			break
		}
	}
	update()
}

// Ignore lets the signals have no effect.
func Ignore(sig ...os.Signal) {
	mu.Lock()
	defer mu.Unlock()
	forget(sig)
	for _, x := range sig {
		ignored[x] = true
	}
	update()
}

func Ignored(sig os.Signal) bool {
	mu.Lock()
	defer mu.Unlock()
	return ignored[sig]
}

// Reset undoes Notify and Ignore for the signals, for all if none is given.
func Reset(sig ...os.Signal) {
	mu.Lock()
	defer mu.Unlock()
	forget(sig)
	update()
}

func forget(sig []os.Signal) {
	if len(sig) == 0 {
		clear(wanted)
		clear(ignored)
		order = nil
	}
	for _, x := range sig {
		delete(ignored, x)
		for _, s := range wanted {
			delete(s.signals, x)
		}
	}
}

type signalError string

func (s signalError) Error() string { return string(s) }

// NotifyContext is a context that a signal cancels.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	ch := make(chan os.Signal, 1)
	Notify(ch, signals...)
	if ctx.Err() == nil {
		go func() {
			select {
			case s := <-ch:
				cancel(signalError(s.String() + " signal received"))
			case <-ctx.Done():
			}
		}()
	}
	return &signalContext{ctx, signals}, func() {
		cancel(nil)
		Stop(ch)
	}
}

type signalContext struct {
	context.Context
	signals []os.Signal
}

func (c *signalContext) String() string {
	text := "signal.NotifyContext(" + c.Context.(interface{ String() string }).String()
	if len(c.signals) > 0 {
		text += ", ["
		for i, s := range c.signals {
			if i > 0 {
				text += " "
			}
			text += s.String()
		}
		text += "]"
	}
	return text + ")"
}

// enable asks the machine for signals.
func enable(on bool)

// recv waits for a signal.
func recv() string

// die ends the process as a signal does that nobody catches.
func die(name string)
