// G4: half open it lets so many try; successes in a row close it, a failure opens it again.
package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/sony/gobreaker/v2"
)

var broken = errors.New("broken")

func main() {
	cb := gobreaker.NewTwoStepCircuitBreaker[int](gobreaker.Settings{
		Name:        "orders",
		MaxRequests: 3,
		Timeout:     100 * time.Millisecond,
		ReadyToTrip: func(c gobreaker.Counts) bool { fmt.Println("  asked", c); return c.TotalFailures >= 2 },
		OnStateChange: func(name string, from, to gobreaker.State) {
			fmt.Println("  ", name, from, "->", to)
		},
	})
	allow := func() func(error) {
		done, err := cb.Allow()
		fmt.Println("allow", err, done != nil)
		return done
	}
	early := allow()
	allow()(broken)
	allow()(nil)
	allow()(broken)
	early(nil) // of an earlier generation
	fmt.Println(cb.State(), cb.Counts())
	allow()
	time.Sleep(130 * time.Millisecond)
	a, b, c := allow(), allow(), allow()
	allow()
	a(nil)
	fmt.Println(cb.State(), cb.Counts())
	allow()
	b(broken)
	c(nil)
	fmt.Println(cb.State(), cb.Counts())
	time.Sleep(130 * time.Millisecond)
	fmt.Println(cb.State())
	for range 3 {
		allow()(nil)
	}
	fmt.Println(cb.State(), cb.Counts())
	allow()(broken)
	allow()(broken)
	fmt.Println(cb.State(), cb.Name())
}
