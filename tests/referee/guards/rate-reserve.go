// G1: a reservation says how long to wait; what is cancelled comes back, but for what later ones have built upon.
package main

import (
	"fmt"
	"time"

	"golang.org/x/time/rate"
)

var start = time.Unix(1_700_000_000, 0)

func at(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }

func main() {
	lim := rate.NewLimiter(10, 3)
	fmt.Println(lim.AllowN(start, 3))
	first, second := lim.ReserveN(start, 2), lim.ReserveN(start, 1)
	fmt.Println(first.OK(), first.DelayFrom(start), second.OK(), second.DelayFrom(start), lim.TokensAt(start))
	fmt.Println(first.DelayFrom(at(150)), first.DelayFrom(at(250)))
	first.CancelAt(start)
	fmt.Println(lim.TokensAt(start))
	second.CancelAt(start)
	fmt.Println(lim.TokensAt(start))

	// More than the burst is never promised; nothing is, without a word.
	never := lim.ReserveN(start, 4)
	fmt.Println(never.OK(), never.DelayFrom(start), lim.TokensAt(start))
	never.CancelAt(start)
	fmt.Println(lim.TokensAt(start))

	// Too late to cancel: its time has come, or it has been cancelled.
	late := lim.ReserveN(at(1000), 3)
	late.CancelAt(at(1001))
	fmt.Println(late.DelayFrom(at(1000)), lim.TokensAt(at(1001)))
	twice := lim.ReserveN(at(1001), 2)
	twice.CancelAt(at(1001))
	fmt.Println(lim.TokensAt(at(1001)))
	twice.CancelAt(at(1001))
	fmt.Println(lim.TokensAt(at(1001)))

	// In the middle of three, at another limit, and the last of three.
	lim = rate.NewLimiter(2, 5)
	lim.AllowN(start, 5)
	a, b, c := lim.ReserveN(start, 1), lim.ReserveN(start, 3), lim.ReserveN(start, 2)
	fmt.Println(a.DelayFrom(start), b.DelayFrom(start), c.DelayFrom(start))
	b.CancelAt(at(100))
	fmt.Println(lim.TokensAt(at(100)), lim.ReserveN(at(100), 1).DelayFrom(at(100)))
	lim.SetLimitAt(at(200), 4)
	c.CancelAt(at(300))
	fmt.Println(lim.TokensAt(at(300)), lim.ReserveN(at(300), 1).DelayFrom(at(300)), lim.Limit())
	lim.SetBurstAt(at(400), 1)
	fmt.Println(lim.Burst(), lim.ReserveN(at(400), 2).OK(), lim.TokensAt(at(60_000)))
}
