// Package errgroup runs the parts of one task in goroutines: it waits for all of
// them, keeps the first error, and cancels the others when there is one.
package errgroup

import (
	"context"
	"fmt"
	"sync"
)

// A Group is the goroutines of one task. The zero value has no limit and cancels
// nothing.
type Group struct {
	running sync.WaitGroup
	cancel  context.CancelCauseFunc
	places  chan struct{} // one for each goroutine that may run; nil is any number
	first   sync.Once
	err     error
}

// WithContext returns a Group and a context that ends with the first error, or
// when Wait returns.
func WithContext(ctx context.Context) (*Group, context.Context) {
	g := new(Group)
	ctx, g.cancel = context.WithCancelCause(ctx)
	return g, ctx
}

// SetLimit lets so many goroutines run at a time; a negative n is any number. It
// panics while some run.
func (g *Group) SetLimit(n int) {
	if active := len(g.places); n >= 0 && active > 0 {
		panic(fmt.Errorf("errgroup: modify limit while %v goroutines in the group are still active", active))
	}
	g.places = nil
	if n >= 0 {
		g.places = make(chan struct{}, n)
	}
}

// Go calls f in a goroutine, as soon as the limit allows.
func (g *Group) Go(f func() error) {
	if g.places != nil {
		g.places <- struct{}{}
	}
	g.running.Add(1)
	go func() { g.run(f) }()
}

// TryGo calls f in a goroutine if the limit allows it now, and tells whether it has.
func (g *Group) TryGo(f func() error) bool {
	if g.places != nil {
		select {
		case g.places <- struct{}{}:
		default:
			return false
		}
	}
	g.running.Add(1)
	go func() { g.run(f) }()
	return true
}

func (g *Group) run(f func() error) {
	defer func() {
		if g.places != nil {
			<-g.places
		}
		g.running.Done()
	}()
	if err := f(); err != nil {
		g.first.Do(func() { g.fail(err) })
	}
}

func (g *Group) fail(err error) {
	g.err = err
	if g.cancel != nil {
		g.cancel(err)
	}
}

// Wait waits for all of them and returns the first error.
func (g *Group) Wait() error {
	g.running.Wait()
	if g.cancel != nil {
		g.cancel(g.err)
	}
	return g.err
}
