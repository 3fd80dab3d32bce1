// Timers and tickers as since Go 1.23: nothing stale is left behind after Stop and Reset.
package main

import (
	"fmt"
	"runtime"
	"time"
)

const ms = time.Millisecond

func main() {
	runtime.GOMAXPROCS(1)
	t := time.NewTimer(ms)
	fmt.Println(len(t.C), cap(t.C))
	time.Sleep(5 * ms)
	fmt.Println("stop after firing", t.Stop())
	select {
	case <-t.C:
		fmt.Println("stale")
	default:
		fmt.Println("nothing stale")
	}
	fmt.Println("reset", t.Reset(ms))
	<-t.C
	fmt.Println("stop after receiving", t.Stop())
	t.Reset(time.Hour)
	fmt.Println("stop while waiting", t.Stop(), t.Stop())

	done := make(chan int, 3)
	for i := range 3 {
		time.AfterFunc(10*ms, func() { done <- i })
	}
	fmt.Println(<-done + <-done + <-done)
	f := time.AfterFunc(time.Hour, func() { fmt.Println("never") })
	fmt.Println(f.Stop(), f.C == nil)

	tick := time.NewTicker(10 * ms)
	n := 0
	begin := time.Now()
	for range tick.C {
		n++
		if n == 3 {
			break
		}
	}
	spent := time.Since(begin)
	fmt.Println(n, spent >= 29*ms, spent < 200*ms)
	time.Sleep(35 * ms)
	tick.Reset(time.Hour)
	select {
	case <-tick.C:
		fmt.Println("stale tick")
	default:
		fmt.Println("no stale tick")
	}
	tick.Stop()
	func() {
		defer func() { fmt.Println(recover()) }()
		time.NewTicker(0)
	}()
	select {
	case <-time.After(10 * ms):
		fmt.Println("after")
	case <-time.After(time.Hour):
	}
	var zero time.Timer
	func() {
		defer func() { fmt.Println(recover()) }()
		zero.Stop()
	}()
}
