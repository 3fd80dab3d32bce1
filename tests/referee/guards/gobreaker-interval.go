// G4: a closed breaker forgets after its interval, all at once or step by step.
package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/sony/gobreaker/v2"
)

var broken = errors.New("broken")

func main() {
	for _, st := range []gobreaker.Settings{
		{Interval: 200 * time.Millisecond},
		{Interval: 200 * time.Millisecond, BucketPeriod: 100 * time.Millisecond},
		{Interval: 250 * time.Millisecond, BucketPeriod: 100 * time.Millisecond},
		{Interval: 100 * time.Millisecond, BucketPeriod: 300 * time.Millisecond},
		{BucketPeriod: 100 * time.Millisecond},
	} {
		fmt.Println(st.Interval, st.BucketPeriod)
		st.ReadyToTrip = func(c gobreaker.Counts) bool { return c.ConsecutiveFailures > 4 }
		cb := gobreaker.NewCircuitBreaker[int](st)
		time.Sleep(50 * time.Millisecond) // steps are met in their middle
		for i, err := range []error{nil, broken, broken, nil, nil, nil, broken, broken, broken, broken, broken} {
			_, got := cb.Execute(func() (int, error) { return i, err })
			fmt.Printf("%d %v %v %+v\n", i, got, cb.State(), cb.Counts())
			time.Sleep(100 * time.Millisecond)
			if i == 5 {
				time.Sleep(300 * time.Millisecond)
				fmt.Println(cb.State(), cb.Counts())
			}
		}
	}
	// A request that ends in a later step counts in its own; one that is older than the window, not at all.
	cb := gobreaker.NewTwoStepCircuitBreaker[int](gobreaker.Settings{
		Interval: 300 * time.Millisecond, BucketPeriod: 100 * time.Millisecond,
	})
	time.Sleep(50 * time.Millisecond)
	slow, _ := cb.Allow()
	slower, _ := cb.Allow()
	time.Sleep(200 * time.Millisecond)
	slow(broken)
	fmt.Println(cb.Counts())
	time.Sleep(200 * time.Millisecond)
	slower(broken)
	fmt.Println(cb.State(), cb.Counts())
}
