// errgroup: who runs at a time, which error is kept, what ends the context, and what is refused.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

const ms = time.Millisecond

func main() {
	begin := time.Now()
	after := func() time.Duration { return time.Since(begin).Round(50 * ms) }

	var zero errgroup.Group
	zero.Go(func() error { return nil })
	fmt.Println("zero value:", zero.Wait(), after())

	g, ctx := errgroup.WithContext(context.Background())
	first := errors.New("the first")
	g.Go(func() error { time.Sleep(200 * ms); return errors.New("the second") })
	g.Go(func() error { time.Sleep(100 * ms); return first })
	g.Go(func() error { <-ctx.Done(); fmt.Println("cancelled:", ctx.Err(), after()); return ctx.Err() })
	err := g.Wait()
	fmt.Println("waited:", err, err == first, context.Cause(ctx) == first, after())

	quiet, ctx := errgroup.WithContext(context.Background())
	quiet.Go(func() error { return nil })
	fmt.Println("no error:", quiet.Wait(), ctx.Err(), context.Cause(ctx))

	begin = time.Now()
	limited := new(errgroup.Group)
	limited.SetLimit(2)
	var running, most atomic.Int64
	for range 5 {
		limited.Go(func() error {
			most.Store(max(most.Load(), running.Add(1)))
			time.Sleep(100 * ms)
			running.Add(-1)
			return nil
		})
	}
	fmt.Println("the fifth has begun:", after())
	fmt.Println("all have ended:", limited.Wait(), after(), "at a time:", most.Load())

	begin = time.Now()
	sleep := func() error { time.Sleep(100 * ms); return nil }
	tried := new(errgroup.Group)
	tried.SetLimit(1)
	fmt.Println("try:", tried.TryGo(sleep), tried.TryGo(sleep))
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		tried.SetLimit(3)
	}()
	fmt.Println(tried.Wait(), after(), tried.TryGo(sleep), tried.Wait())
	tried.SetLimit(0)
	fmt.Println("no places:", tried.TryGo(sleep))
	tried.SetLimit(-1)
	fmt.Println("no limit:", tried.TryGo(sleep), tried.TryGo(sleep), tried.Wait())
}
