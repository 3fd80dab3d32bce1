// G1: a full bucket lets its burst through, then one event whenever a token has come.
package main

import (
	"fmt"
	"time"

	"golang.org/x/time/rate"
)

var start = time.Unix(1_700_000_000, 0)

func at(d time.Duration) time.Time { return start.Add(d) }

func main() {
	lim := rate.NewLimiter(10, 3)
	fmt.Println(lim.Limit(), lim.Burst(), lim.TokensAt(start))
	for range 5 {
		fmt.Print(lim.AllowN(start, 1), " ")
	}
	fmt.Println(lim.TokensAt(start))
	for _, d := range []time.Duration{99, 100, 100, 199, 200, 450, 450, 450, 1000, 1000} {
		t := at(d * time.Millisecond)
		fmt.Println(d, lim.AllowN(t, 1), lim.TokensAt(t))
	}
	// Several at once: all or none.
	t := at(2 * time.Second)
	fmt.Println(lim.AllowN(t, 4), lim.AllowN(t, 2), lim.AllowN(t, 2), lim.AllowN(t, 0), lim.AllowN(t, 1))
	// Time that goes backwards brings nothing, and takes nothing.
	fmt.Println(lim.AllowN(at(0), 1), lim.TokensAt(at(0)), lim.TokensAt(t), lim.AllowN(at(2100*time.Millisecond), 1))
	// Three a second, asked every 10 ms for 10 s.
	slow, granted := rate.NewLimiter(3, 1), 0
	for i := range 1000 {
		if slow.AllowN(at(time.Duration(i)*10*time.Millisecond), 1) {
			granted++
		}
	}
	fmt.Println(granted)
}
