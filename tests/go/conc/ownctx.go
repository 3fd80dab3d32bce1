// Contexts under a parent of the program's own type, with and without a method AfterFunc, and keys that are refused.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// own is a context that ends when it is told to.
type own struct {
	context.Context
	mu   sync.Mutex
	done chan struct{}
	err  error
}

func (o *own) Done() <-chan struct{} { return o.done }

func (o *own) Err() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}

func (o *own) end(err error) {
	o.mu.Lock()
	o.err = err
	o.mu.Unlock()
	close(o.done)
}

func newOwn() *own { return &own{Context: context.Background(), done: make(chan struct{})} }

// caller calls functions when it ends, in the order in which they came.
type caller struct {
	*own
	funcs []func()
}

func (c *caller) AfterFunc(f func()) func() bool {
	n := len(c.funcs)
	fmt.Println("keeps", n)
	c.funcs = append(c.funcs, f)
	return func() bool {
		there := c.funcs[n] != nil
		c.funcs[n] = nil
		fmt.Println("takes back", n, there)
		return there
	}
}

func (c *caller) end(err error) {
	c.own.end(err)
	for n, f := range c.funcs {
		if f != nil {
			c.funcs[n] = nil
			f()
		}
	}
}

func wait() { time.Sleep(10 * time.Millisecond) }

func callers() {
	parent := &caller{own: newOwn()}
	first, cancelFirst := context.WithCancel(parent)
	second, cancelSecond := context.WithTimeout(parent, time.Hour)
	third, cancelThird := context.WithCancelCause(parent)
	under, cancelUnder := context.WithCancel(context.WithValue(parent, "key", 1))
	child, cancelChild := context.WithCancel(first)
	fmt.Println(first, child)
	cancelFirst()
	fmt.Println(first.Err(), child.Err(), second.Err())
	cancelThird(errors.New("enough"))
	fmt.Println(third.Err(), context.Cause(third))
	stop := context.AfterFunc(parent, func() { fmt.Println("never") })
	fmt.Println(stop(), stop())
	stop = context.AfterFunc(parent, func() { fmt.Println("afterwards") })
	parent.end(errors.New("over"))
	wait()
	fmt.Println(second.Err(), context.Cause(second), under.Err(), context.Cause(under), stop())
	cancelSecond()
	cancelUnder()
	cancelChild()
	late, cancelLate := context.WithCancel(parent)
	fmt.Println(late.Err(), context.Cause(late))
	cancelLate()
}

func others() {
	parent := newOwn()
	first, cancelFirst := context.WithCancel(parent)
	second, cancelSecond := context.WithTimeout(parent, time.Hour)
	stop := context.AfterFunc(parent, func() { fmt.Println("afterwards") })
	fmt.Println(first)
	cancelFirst()
	parent.end(context.DeadlineExceeded)
	wait()
	fmt.Println(first.Err(), second.Err(), context.Cause(second), stop())
	cancelSecond()
}

type key struct{ part any }

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: %v (%T)\n", what, r, r)
		}
	}()
	f()
	fmt.Println(what, "is fine")
}

func keys() {
	background := context.Background()
	for _, k := range []any{nil, []int{}, func() {}, map[string]int{}, struct{ f []int }{}, key{[]int{1}}, key{1}, [1]any{[]int{}}, 1, (*int)(nil)} {
		try(fmt.Sprintf("%T", k), func() { context.WithValue(background, k, 1) })
		try(fmt.Sprintf("%T without parent", k), func() { context.WithValue(nil, k, 1) })
	}
	ctx := context.WithValue(context.WithValue(background, key{1}, "one"), key{[]int{1}}, "list")
	fmt.Println(context.WithValue(background, key{1}, "one").Value(key{[]int{}}), ctx.Value([]int{}))
	try("found", func() { fmt.Println(ctx.Value(key{1})) })
	try("list", func() { fmt.Println(ctx.Value(key{[]int{}})) })
	try("WithCancel", func() { context.WithCancel(nil) })
	try("WithTimeout", func() { context.WithTimeout(nil, 1) })
	try("WithoutCancel", func() { context.WithoutCancel(nil) })
	try("AfterFunc", func() { context.AfterFunc(nil, func() {}) })
}

func main() {
	callers()
	others()
	keys()
}
