// G3: a timeout does not stop the function and gives its ticket to others, so that more run than may.
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/afex/hystrix-go/hystrix"
)

func main() {
	hystrix.ConfigureCommand("report", hystrix.CommandConfig{
		Timeout: 50, MaxConcurrentRequests: 3, RequestVolumeThreshold: 1000,
	})
	before := runtime.NumGoroutine()
	var running, most atomic.Int64
	slow := func() error {
		if now := running.Add(1); now > most.Load() {
			most.Store(now)
		}
		time.Sleep(400 * time.Millisecond)
		running.Add(-1)
		return nil
	}
	for round := range 4 {
		var waits []chan error
		for range 5 {
			waits = append(waits, hystrix.Go("report", slow, nil))
		}
		time.Sleep(20 * time.Millisecond)
		fmt.Println("round", round, "running", running.Load(), "goroutines", runtime.NumGoroutine()-before)
		time.Sleep(60 * time.Millisecond)
		texts := map[string]int{}
		for _, wait := range waits {
			texts[(<-wait).Error()]++
		}
		fmt.Println("  ", texts)
	}
	fmt.Println("most", most.Load(), "goroutines", runtime.NumGoroutine()-before)
	time.Sleep(500 * time.Millisecond)
	// What is left counts.
	fmt.Println("running", running.Load(), "goroutines", runtime.NumGoroutine()-before)
}
