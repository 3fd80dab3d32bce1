// G4: what is a success, what does not count, and what a panic is.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sony/gobreaker/v2"
)

var broken, missing = errors.New("broken"), errors.New("no such user")

func main() {
	cb := gobreaker.NewCircuitBreaker[int](gobreaker.Settings{
		MaxRequests:  2,
		Timeout:      50 * time.Millisecond,
		ReadyToTrip:  func(c gobreaker.Counts) bool { return c.TotalFailures > 2 },
		IsSuccessful: func(err error) bool { return err == nil || errors.Is(err, missing) },
		IsExcluded:   func(err error) bool { return errors.Is(err, context.Canceled) },
	})
	ask := func(err error) {
		n, got := cb.Execute(func() (int, error) { return 7, err })
		fmt.Printf("%d %v %v %+v\n", n, got, cb.State(), cb.Counts())
	}
	ask(nil)
	ask(missing)
	ask(broken)
	ask(fmt.Errorf("left: %w", context.Canceled))
	ask(broken)
	func() {
		defer func() { fmt.Println("recovered", recover(), cb.State(), cb.Counts()) }()
		cb.Execute(func() (int, error) { panic("oh no") })
	}()
	ask(nil)
	time.Sleep(80 * time.Millisecond)
	// Half open, what does not count makes room for others to try.
	for range 4 {
		ask(context.Canceled)
	}
	ask(missing)
	ask(nil)
}
