// Package context: cancelling, causes, deadlines, values, AfterFunc, WithoutCancel.
package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"
)

type key string

func main() {
	runtime.GOMAXPROCS(1)
	bg := context.Background()
	fmt.Println(bg, context.TODO(), bg.Err(), bg.Done() == nil)
	ctx, cancel := context.WithCancel(bg)
	child, cancelChild := context.WithCancel(ctx)
	defer cancelChild()
	fmt.Println(ctx.Err(), context.Cause(ctx))
	cancel()
	cancel()
	fmt.Println(ctx.Err(), child.Err(), context.Cause(child))
	<-child.Done()
	late, cancelLate := context.WithCancel(child)
	fmt.Println(late.Err())
	cancelLate()

	why, because := context.WithCancelCause(bg)
	because(errors.New("enough"))
	because(errors.New("too late"))
	fmt.Println(why.Err(), context.Cause(why))

	start := time.Now()
	timed, stop := context.WithTimeout(bg, 20*time.Millisecond)
	defer stop()
	longer, stop2 := context.WithTimeout(timed, time.Hour)
	defer stop2()
	d1, ok1 := timed.Deadline()
	d2, ok2 := longer.Deadline()
	fmt.Println(ok1, ok2, d1.Equal(d2))
	<-longer.Done()
	fmt.Println(longer.Err(), errors.Is(timed.Err(), context.DeadlineExceeded), time.Since(start) >= 20*time.Millisecond)
	timeout, is := timed.Err().(interface{ Timeout() bool })
	fmt.Println(is && timeout.Timeout())
	caused, stop3 := context.WithTimeoutCause(bg, time.Millisecond, errors.New("slow"))
	defer stop3()
	<-caused.Done()
	fmt.Println(caused.Err(), context.Cause(caused))
	past, stop4 := context.WithDeadline(bg, time.Now().Add(-time.Second))
	fmt.Println(past.Err())
	stop4()

	v := context.WithValue(context.WithValue(bg, key("a"), 1), key("b"), 2)
	fmt.Println(v.Value(key("a")), v.Value(key("b")), v.Value("a"))

	ctx, cancel = context.WithCancel(v)
	free := context.WithoutCancel(ctx)
	ran := make(chan string)
	stopped := context.AfterFunc(ctx, func() { ran <- "ran" })
	other := context.AfterFunc(ctx, func() { fmt.Println("never") })
	fmt.Println(other(), other())
	cancel()
	fmt.Println(<-ran, stopped(), free.Err(), free.Value(key("a")))
	fmt.Println(ctx)
	func() {
		defer func() { fmt.Println(recover()) }()
		context.WithValue(bg, nil, 1)
	}()
}
