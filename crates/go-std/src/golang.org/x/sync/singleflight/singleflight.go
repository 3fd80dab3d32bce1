// Package singleflight has one call answer all who ask for the same at the same time.
package singleflight

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

var errGoexit = errors.New("runtime.Goexit was called")

// A panicError is what a call has panicked with, and where.
type panicError struct {
	value any
	stack []byte
}

func (p *panicError) Error() string { return fmt.Sprintf("%v\n\n%s", p.value, p.stack) }

func (p *panicError) Unwrap() error {
	err, _ := p.value.(error)
	return err
}

// A Result is what Do returns, to be sent through a channel.
type Result struct {
	Val    any
	Err    error
	Shared bool
}

// A call is under way, or has just ended.
type call struct {
	over   sync.WaitGroup
	val    any
	err    error
	others int // who joined it
	hear   []chan<- Result
}

func (c *call) result() Result { return Result{c.val, c.err, c.others > 0} }

// A Group is a namespace of keys.
type Group struct {
	mu    sync.Mutex
	calls map[string]*call
}

// join returns the call for key, which is new if nobody has made one yet.
func (g *Group) join(key string, hear chan<- Result) (c *call, isNew bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c, known := g.calls[key]
	if known {
		c.others++
	} else {
		c = new(call)
		c.over.Add(1)
		if g.calls == nil {
			g.calls = make(map[string]*call)
		}
		g.calls[key] = c
	}
	if hear != nil {
		c.hear = append(c.hear, hear)
	}
	return c, !known
}

// Do calls fn, unless a call for key is under way: then it waits for that one. shared
// tells whether several got the same.
func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	c, isNew := g.join(key, nil)
	if isNew {
		g.fly(c, key, fn)
		return c.val, c.err, c.others > 0
	}
	c.over.Wait()
	if _, panicked := c.err.(*panicError); panicked {
		panic(c.err)
	}
	if c.err == errGoexit {
		runtime.Goexit()
	}
	return c.val, c.err, true
}

// DoChan is Do with a channel that gets the result; it is not closed.
func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	hear := make(chan Result, 1)
	if c, isNew := g.join(key, hear); isNew {
		go g.fly(c, key, fn)
	}
	return hear
}

// Forget has the next Do for key call its function, whatever is under way.
func (g *Group) Forget(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.calls, key)
}

// fly makes the call. It ends as fn does: with a result, a panic or Goexit.
func (g *Group) fly(c *call, key string, fn func() (any, error)) {
	c.err = errGoexit // Unless it gets further than that.
	defer g.land(c, key)
	c.try(fn)
}

// try calls fn and keeps what becomes of it; only Goexit gets past it.
func (c *call) try(fn func() (any, error)) {
	returned := false
	defer func() {
		if returned {
			return
		}
		if value := recover(); value != nil {
			c.err = &panicError{value, stack()}
		}
	}()
	val, err := fn()
	c.val, c.err, returned = val, err, true
}

// land tells all who wait.
func (g *Group) land(c *call, key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c.over.Done()
	if g.calls[key] == c {
		delete(g.calls, key)
	}
	_, panicked := c.err.(*panicError)
	switch {
	case panicked && len(c.hear) > 0:
		// Nobody may recover it, or those at their channels would wait for ever.
		go panic(c.err)
		select {}
	case panicked:
		panic(c.err)
	case c.err != errGoexit:
		for _, hear := range c.hear {
			hear <- c.result()
		}
	}
}

// stack is that of the goroutine, without the line that names and numbers it.
func stack() []byte {
	text := debug.Stack()
	if at := bytes.IndexByte(text, '\n'); at >= 0 {
		text = text[at+1:]
	}
	return text
}
