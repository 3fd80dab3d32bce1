// Package context carries deadlines, cancellation and values down a chain of calls.
package context

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

// A Context goes down a chain of calls. It says when they must be over, tells them to stop, and has values for them.
type Context interface {
	Deadline() (deadline time.Time, ok bool)
	Done() <-chan struct{}
	Err() error
	Value(key any) any
}

// A CancelFunc tells an operation to stop. It does not wait for it.
type CancelFunc func()

// A CancelCauseFunc is a CancelFunc that says why.
type CancelCauseFunc func(cause error)

// Canceled is the error of a context that was cancelled.
var Canceled = errors.New("context canceled")

// DeadlineExceeded is the error of a context whose deadline has passed.
var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Temporary() bool { return true }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Error() string   { return "context deadline exceeded" }

type emptyCtx struct {
	name string
}

func (*emptyCtx) Deadline() (deadline time.Time, ok bool) { return }
func (*emptyCtx) Done() <-chan struct{}                   { return nil }
func (*emptyCtx) Err() error                              { return nil }
func (*emptyCtx) Value(key any) any                       { return nil }
func (e *emptyCtx) String() string                        { return e.name }

var (
	background = &emptyCtx{"context.Background"}
	todo       = &emptyCtx{"context.TODO"}
)

// Background is never cancelled and has no deadline and no values.
func Background() Context { return background }

// TODO stands where a context will be passed one day.
func TODO() Context { return todo }

// A canceler is a context that its parent can cancel.
type canceler interface {
	cancel(removeFromParent bool, err, cause error)
	Done() <-chan struct{}
}

// ctxKey finds the nearest cancelCtx above a context.
type ctxKey struct{}

// The machine knows the fields up to cause.
type cancelCtx struct {
	Context
	mu   sync.Mutex
	done chan struct{}
	// A child that is the only one stands in only, and children is empty: most contexts have one at a time.
	only     canceler
	children map[canceler]struct{}
	err      error
	cause    error
	parent   *cancelCtx
	endless  bool // it is known that no context above has a deadline
}

// ended is the channel of contexts that nobody has asked for theirs before they ended.
var ended = make(chan struct{})

func init() { close(ended) }

func (c *cancelCtx) Value(key any) any {
	if _, ok := key.(ctxKey); ok {
		return c
	}
	return c.Context.Value(key)
}

func (c *cancelCtx) Done() <-chan struct{} {
	if d := c.done; d != nil {
		return d
	}
	c.mu.Lock()
	if c.done == nil {
		c.done = make(chan struct{})
	}
	d := c.done
	c.mu.Unlock()
	return d
}

// Err takes the lock only if c has ended: whoever learns that must find the channel closed.
func (c *cancelCtx) Err() error {
	if c.err == nil {
		return nil
	}
	c.mu.Lock()
	err := c.err
	c.mu.Unlock()
	return err
}

func (c *cancelCtx) cancel(removeFromParent bool, err, cause error) {
	c.finish(c, removeFromParent, err, cause)
}

// finish cancels c, which its parent knows as self, and its children, once.
func (c *cancelCtx) finish(self canceler, removeFromParent bool, err, cause error) (first bool) {
	switch conclude(c, err, cause, ended, self, removeFromParent) {
	case 1:
		return true
	case 2:
		return false
	case 3:
		c.detach(self)
		return true
	}
	mu := &c.mu
	mu.Lock()
	if c.err != nil {
		mu.Unlock()
		return false
	}
	if cause == nil {
		cause = err
	}
	c.err = err
	c.cause = cause
	if done := c.done; done == nil {
		c.done = ended
	} else {
		close(done)
	}
	only, children := c.only, c.children
	if only != nil || children != nil {
		c.only, c.children = nil, nil
	}
	mu.Unlock()
	if only != nil {
		only.cancel(false, err, cause)
	}
	if len(children) > 0 {
		for child := range children {
			child.cancel(false, err, cause)
		}
	}
	if removeFromParent {
		c.detach(self)
	}
	return true
}

// conclude ends c if it has no children and nobody has asked for its channel, which is ended then: all at once, if its lock
// is free. If c shall be removed from its parent, which knows it as self, that is done, too, as leave does. 0: all has to be
// done here; 1: c has ended now; 2: it had ended before; 3: it has ended, but the parent must still be told.
func conclude(c *cancelCtx, err, cause error, ended chan struct{}, self canceler, removeFromParent bool) int

// leave makes p forget its only child if its lock is free. False: that has to be done here.
func leave(p *cancelCtx, child canceler) bool

// detach makes the parent forget c, which it knows as self.
func (c *cancelCtx) detach(self canceler) {
	p := c.parent
	if p == nil {
		if s, ok := c.Context.(stopCtx); ok {
			s.stop()
		}
		return
	}
	mu := &p.mu
	mu.Lock()
	if p.only == self {
		p.only = nil
	} else {
		delete(p.children, self)
	}
	mu.Unlock()
}

// attach makes child end when parent does.
func (c *cancelCtx) attach(parent Context, child canceler) {
	c.Context = parent
	switch p := parent.(type) {
	case *cancelCtx:
		c.parent = p
		p.adopt(child)
		return
	case *timerCtx:
		c.parent = &p.cancelCtx
		p.adopt(child)
		return
	}
	switch done := parent.Done(); {
	case done == nil: // it never ends
	case closed(done):
		child.cancel(false, parent.Err(), Cause(parent))
	default:
		c.follow(parent, done, child)
	}
}

// follow finds the way in which a parent that runs tells its end.
func (c *cancelCtx) follow(parent Context, done <-chan struct{}, child canceler) {
	if p, ok := parent.Value(ctxKey{}).(*cancelCtx); ok && p.Done() == done {
		c.parent = p
		p.adopt(child)
	} else if a, ok := parent.(afterFuncer); ok {
		stop := a.AfterFunc(func() { child.cancel(false, parent.Err(), Cause(parent)) })
		c.Context = stopCtx{parent, stop}
	} else {
		go watch(parent, child)
	}
}

// An afterFuncer is a context of a foreign type that calls a function when it ends.
type afterFuncer interface {
	AfterFunc(func()) func() bool
}

// A stopCtx is an afterFuncer with the way to take the function back.
type stopCtx struct {
	Context
	stop func() bool
}

func closed(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}

// join takes a first child in if the lock is free and p has not ended. False: that has to be done here.
func join(p *cancelCtx, child canceler) bool

// adopt takes a child in, to be cancelled with p, or cancels it at once.
func (p *cancelCtx) adopt(child canceler) {
	if join(p, child) {
		return
	}
	mu := &p.mu
	mu.Lock()
	if err := p.err; err != nil {
		cause := p.cause
		mu.Unlock()
		child.cancel(false, err, cause)
		return
	}
	if p.only == nil && len(p.children) == 0 {
		p.only = child
	} else {
		p.adoptAnother(child)
	}
	mu.Unlock()
}

// adoptAnother takes a child in that is not the only one.
func (p *cancelCtx) adoptAnother(child canceler) {
	if p.children == nil {
		p.children = map[canceler]struct{}{}
	}
	if p.only != nil {
		p.children[p.only] = struct{}{}
		p.only = nil
	}
	p.children[child] = struct{}{}
}

// watch waits for a parent of a foreign type, which knows nothing of children.
func watch(parent Context, child canceler) {
	select {
	case <-child.Done():
	case <-parent.Done():
		child.cancel(false, parent.Err(), Cause(parent))
	}
}

// name is how a context shows itself.
func name(c Context) string {
	if s, ok := c.(fmt.Stringer); ok {
		return s.String()
	}
	return fmt.Sprintf("%T", c)
}

// Direct marks the contexts that end without the help of a goroutine what waits for their end.
func (c *cancelCtx) Direct() {}

func (c *cancelCtx) String() string { return name(c.Context) + ".WithCancel" }

// WithCancel returns a context that ends when cancel is called or parent ends.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := newCancelCtx(parent)
	return c, func() { c.finish(c, true, Canceled, nil) }
}

// WithCancelCause is WithCancel with a reason that Cause returns.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := newCancelCtx(parent)
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

func newCancelCtx(parent Context) *cancelCtx {
	if parent == nil {
		needs(parent)
	}
	c := &cancelCtx{Context: parent}
	p, ok := parent.(*cancelCtx)
	if !ok {
		c.attach(parent, c)
		c.endless = isEndless(parent)
		return c
	}
	c.parent, c.endless = p, p.endless
	if !join(p, c) {
		p.adopt(c)
	}
	return c
}

// isEndless reports whether it is known that neither c nor a context above has a deadline.
func isEndless(c Context) bool {
	for {
		switch own := c.(type) {
		case *cancelCtx:
			return own.endless
		case *valueCtx:
			c = own.Context
		default:
			return c == background || c == todo
		}
	}
}

func needs(parent Context) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
}

// Cause returns why c ended, nil if it has not.
func Cause(c Context) error {
	why := c.Err()
	if why != nil { // else what it wraps may have ended all the same
		if cc, ok := c.Value(ctxKey{}).(*cancelCtx); ok {
			why = cc.causeOr(why)
		}
	}
	return why
}

// causeOr is the cause of c, or err if there is none.
func (c *cancelCtx) causeOr(err error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cause == nil {
		return err
	}
	return c.cause
}

type timerCtx struct {
	cancelCtx
	timer    *time.Timer
	deadline time.Time
	// late is the cause if the deadline ends it.
	late error
}

func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

// Done and Err are those of the cancelCtx, most often without a call.
func (c *timerCtx) Done() <-chan struct{} {
	if d := c.done; d != nil {
		return d
	}
	return c.cancelCtx.Done()
}

func (c *timerCtx) Err() error {
	if c.err == nil {
		return nil
	}
	return c.cancelCtx.Err()
}

func (c *timerCtx) String() string {
	return name(c.Context) + ".WithDeadline(" + c.deadline.String() + " [" + time.Until(c.deadline).String() + "])"
}

func (c *timerCtx) cancel(removeFromParent bool, err, cause error) {
	if !c.finish(c, removeFromParent, err, cause) && removeFromParent {
		c.detach(c)
	}
	c.mu.Lock()
	timer := c.timer
	c.timer = nil
	c.mu.Unlock()
	if timer != nil {
		timer.Stop()
	}
}

// WithTimeout is WithDeadline counted from now.
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), nil)
}

// WithTimeoutCause is WithTimeout with a cause for the deadline.
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

// WithDeadline returns a context that also ends at d.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause is WithDeadline with a cause for the deadline.
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	if parent == nil {
		needs(parent)
	}
	if p, ok := parent.(*cancelCtx); !ok || !p.endless {
		if earlier, ok := deadlineOf(parent); ok && earlier.Before(d) {
			return WithCancel(parent)
		}
	}
	c := newTimerCtx(parent, d, cause)
	return c, func() { c.cancel(true, Canceled, nil) }
}

// newTimerCtx makes a context that ends at d, unless it has ended with its parent.
func newTimerCtx(parent Context, d time.Time, cause error) *timerCtx {
	c := &timerCtx{deadline: d, late: cause}
	if p, ok := parent.(*cancelCtx); ok {
		c.Context, c.parent = parent, p
		if !join(p, c) {
			p.adopt(c)
		}
	} else {
		c.attach(parent, c)
	}
	left := time.Until(d)
	if left <= 0 {
		c.expire()
		return c
	}
	c.mu.Lock()
	if c.err == nil {
		c.timer = time.AfterFunc(left, c.expire)
	}
	c.mu.Unlock()
	return c
}

// deadlineOf is c.Deadline(), without a call for each of our own contexts that only passes it on.
func deadlineOf(c Context) (deadline time.Time, ok bool) {
	for {
		switch own := c.(type) {
		case *cancelCtx:
			c = own.Context
		case *valueCtx:
			c = own.Context
		case *emptyCtx:
			return deadline, false
		default:
			return c.Deadline()
		}
	}
}

// expire ends c at its deadline.
func (c *timerCtx) expire() { c.cancel(true, DeadlineExceeded, c.late) }

type valueCtx struct {
	Context
	key, val any
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return c.Context.Value(key)
}

func (c *valueCtx) String() string {
	show := func(v any) string {
		switch s := v.(type) {
		case nil:
			return "<nil>"
		case string:
			return s
		case fmt.Stringer:
			return s.String()
		}
		return fmt.Sprintf("%T", v)
	}
	return name(c.Context) + ".WithValue(" + show(c.key) + ", " + show(c.val) + ")"
}

// WithValue returns a context in which key has the value val.
func WithValue(parent Context, key, val any) Context {
	needs(parent)
	switch {
	case key == nil:
		panic("nil key")
	case !comparable_(key):
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

// comparable_ reports whether values of x's type can be compared.
func comparable_(x any) bool

type withoutCancelCtx struct {
	c Context
}

// WithoutCancel keeps parent's values and forgets its end.
func WithoutCancel(parent Context) Context {
	needs(parent)
	return withoutCancelCtx{parent}
}

func (withoutCancelCtx) Deadline() (deadline time.Time, ok bool) { return }
func (withoutCancelCtx) Done() <-chan struct{}                   { return nil }
func (withoutCancelCtx) Err() error                              { return nil }
func (c withoutCancelCtx) Value(key any) any {
	if _, ok := key.(ctxKey); ok {
		return nil
	}
	return c.c.Value(key)
}

func (c withoutCancelCtx) String() string { return name(c.c) + ".WithoutCancel" }

type afterFuncCtx struct {
	cancelCtx
	f func()
	// claimed: f has been started or stopped.
	claimed bool
}

// claim is true once, for the one who decides about f.
func (a *afterFuncCtx) claim() (first bool) {
	a.mu.Lock()
	first = !a.claimed
	a.claimed = true
	a.mu.Unlock()
	return first
}

func (a *afterFuncCtx) cancel(removeFromParent bool, err, cause error) {
	if !a.finish(a, removeFromParent, err, cause) && removeFromParent {
		a.detach(a)
	}
	if a.claim() {
		go a.f()
	}
}

// AfterFunc runs f in its own goroutine once ctx has ended; stop prevents it if it is not too late.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	a := &afterFuncCtx{f: f}
	a.attach(ctx, a)
	return func() bool {
		if !a.claim() {
			return false
		}
		if p := a.parent; p == nil {
			a.cancel(true, Canceled, nil)
		} else if !leave(p, a) {
			a.detach(a) // nobody else knows of a
		}
		return true
	}
}
