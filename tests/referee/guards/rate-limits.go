// G1: no limit, a limit of none, intervals, and the zero value.
package main

import (
	"fmt"
	"time"

	"golang.org/x/time/rate"
)

var start = time.Unix(1_700_000_000, 0)

func main() {
	fmt.Println(rate.Every(100*time.Millisecond), rate.Every(0) == rate.Inf, rate.Every(-1) == rate.Inf, rate.Every(3*time.Second))
	all := rate.NewLimiter(rate.Inf, 0)
	fmt.Println(all.AllowN(start, 1_000_000), all.ReserveN(start, 7).DelayFrom(start), all.Burst(), all.Limit() == rate.Inf)
	none := rate.NewLimiter(0, 2)
	fmt.Println(none.AllowN(start, 1), none.AllowN(start, 1), none.AllowN(start, 1), none.AllowN(start.Add(time.Hour), 1))
	wait := none.ReserveN(start.Add(time.Hour), 1)
	fmt.Println(wait.OK(), wait.DelayFrom(start.Add(time.Hour)) == rate.InfDuration, none.TokensAt(start.Add(time.Hour)))
	none.SetLimitAt(start.Add(time.Hour), rate.Every(time.Second))
	fmt.Println(none.TokensAt(start.Add(time.Hour+1500*time.Millisecond)), none.AllowN(start.Add(time.Hour+2*time.Second), 1))
	var zero rate.Limiter
	fmt.Println(zero.Limit(), zero.Burst(), zero.AllowN(start, 1), zero.AllowN(start, 0), zero.ReserveN(start, 1).OK())
	zero.SetBurstAt(start, 2)
	zero.SetLimitAt(start, 1)
	fmt.Println(zero.AllowN(start, 1), zero.AllowN(start.Add(time.Second), 1), zero.TokensAt(start.Add(time.Minute)))
	tiny := rate.NewLimiter(1e-12, 1)
	fmt.Println(tiny.AllowN(start, 1), tiny.ReserveN(start, 1).DelayFrom(start) == rate.InfDuration)
	back := rate.NewLimiter(-1, 1)
	fmt.Println(back.AllowN(start, 1), back.AllowN(start.Add(time.Hour), 1))
}
