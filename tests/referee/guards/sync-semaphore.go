// semaphore.Weighted: in which order it serves, what a context ends, and what panics.
package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

const ms = time.Millisecond

var begin = time.Now()

func after() time.Duration { return time.Since(begin).Round(50 * ms) }

func panics(what string, do func()) {
	defer func() { fmt.Println(what, "panics:", recover()) }()
	do()
}

func main() {
	ctx := context.Background()
	s := semaphore.NewWeighted(10)
	fmt.Println(s.TryAcquire(6), s.TryAcquire(6), s.TryAcquire(4), s.TryAcquire(0), s.TryAcquire(1))
	s.Release(10)

	// Whoever wants many is not passed over for those who want few.
	fmt.Println(s.Acquire(ctx, 8))
	var all sync.WaitGroup
	for i, n := range []int64{5, 1, 3} {
		all.Go(func() {
			time.Sleep(time.Duration(i) * 100 * ms)
			fmt.Println("asks for", n, after())
			err := s.Acquire(ctx, n)
			fmt.Println("has", n, err, after())
		})
	}
	time.Sleep(400 * ms)
	fmt.Println("two are free, somebody waits:", s.TryAcquire(1))
	for _, n := range []int64{3, 1, 3} {
		s.Release(n)
		time.Sleep(100 * ms)
	}
	all.Wait()
	s.Release(10)

	// A context ends a wait, and those behind go on.
	begin = time.Now()
	fmt.Println(s.Acquire(ctx, 5))
	short, cancel := context.WithTimeout(ctx, 200*ms)
	defer cancel()
	all.Go(func() { fmt.Println("wants 10:", s.Acquire(short, 10), after()) })
	time.Sleep(100 * ms)
	all.Go(func() { fmt.Println("wants 2:", s.Acquire(ctx, 2), after()) })
	time.Sleep(300 * ms)
	fmt.Println("done before:", s.Acquire(short, 1))
	all.Wait()
	s.Release(7)
	begin = time.Now()
	late, stop := context.WithTimeout(ctx, 150*ms)
	defer stop()
	fmt.Println("more than there is:", s.Acquire(late, 11), after(), s.TryAcquire(10))

	panics("release", func() { s.Release(11) })
	panics("negative release", func() { s.Release(-1) })
	panics("negative acquire", func() { s.Acquire(ctx, -1) })
	panics("negative try", func() { s.TryAcquire(-1) })
	panics("negative size", func() { semaphore.NewWeighted(-1) })
}
