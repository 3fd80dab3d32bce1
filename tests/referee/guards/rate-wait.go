// G1: waiting, and what ends it. Times are rounded to 20 ms.
package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

func since(start time.Time) time.Duration { return time.Since(start).Round(20 * time.Millisecond) }

func main() {
	background := context.Background()
	lim := rate.NewLimiter(10, 1)
	start := time.Now()
	for range 3 {
		fmt.Println(lim.Wait(background), since(start))
	}
	fmt.Println(lim.WaitN(background, 5))

	// The deadline is too near: it fails at once.
	lim = rate.NewLimiter(2, 1)
	lim.Allow()
	short, cancel := context.WithTimeout(background, 100*time.Millisecond)
	start = time.Now()
	err := lim.Wait(short)
	fmt.Println(err, errors.Is(err, context.DeadlineExceeded), since(start), math.Round(lim.Tokens()))
	cancel()
	fmt.Println(lim.Wait(short))

	// The context ends while it waits: what it had taken comes back.
	lim = rate.NewLimiter(1, 1)
	lim.Allow()
	ended, cancel := context.WithCancel(background)
	time.AfterFunc(100*time.Millisecond, cancel)
	start = time.Now()
	fmt.Println(lim.Wait(ended), since(start), math.Round(lim.Tokens()))

	// In the order in which they asked.
	lim = rate.NewLimiter(10, 1)
	var all sync.WaitGroup
	var mu sync.Mutex
	var order []int
	lim.Allow()
	for i := range 5 {
		all.Go(func() {
			lim.Wait(background)
			mu.Lock()
			order = append(order, i)
			mu.Unlock()
		})
		time.Sleep(5 * time.Millisecond)
	}
	all.Wait()
	fmt.Println(order)

	var sometimes rate.Sometimes
	ran := 0
	for range 5 {
		sometimes.Do(func() { ran++ })
	}
	first := rate.Sometimes{First: 2, Every: 3}
	turns := ""
	for i := range 10 {
		turns += "-"
		first.Do(func() { turns += fmt.Sprint(i) })
	}
	timed := rate.Sometimes{Interval: 50 * time.Millisecond}
	often := 0
	for range 6 {
		timed.Do(func() { often++ })
		time.Sleep(30 * time.Millisecond)
	}
	fmt.Println(ran, turns, often)
}
