// G1: twenty thousand operations in an order that arithmetic picks, each decision and the bits of each number.
package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"time"

	"golang.org/x/time/rate"
)

var seed uint64 = 1

func pick(n uint64) uint64 {
	seed = seed*6364136223846793005 + 1442695040888963407
	return seed >> 33 % n
}

func main() {
	sum := fnv.New64a()
	for round := range 20 {
		now := time.Unix(1_700_000_000, int64(pick(1_000_000_000)))
		lim := rate.NewLimiter(rate.Limit(float64(pick(1000))/7), int(pick(20)))
		var open []*rate.Reservation
		allowed, refused, waits := 0, 0, time.Duration(0)
		for range 1000 {
			now = now.Add(time.Duration(pick(50_000_000)) - 2_000_000)
			switch pick(12) {
			default:
				if lim.AllowN(now, int(pick(4))) {
					allowed++
				} else {
					refused++
				}
			case 0, 1, 2:
				r := lim.ReserveN(now, int(pick(6)))
				open = append(open, r)
				if d := r.DelayFrom(now); r.OK() {
					waits += min(d, time.Hour)
					fmt.Fprint(sum, d)
				}
			case 3, 4:
				if len(open) > 0 {
					open[pick(uint64(len(open)))].CancelAt(now)
				}
			case 5:
				lim.SetLimitAt(now, rate.Limit(float64(pick(2000))/13))
			case 6:
				lim.SetBurstAt(now, int(pick(25)))
			}
			fmt.Fprint(sum, allowed, refused, math.Float64bits(lim.TokensAt(now)))
		}
		fmt.Printf("%d: %d allowed, %d refused, %v of waits, %d reserved, %v tokens, sum %x\n",
			round, allowed, refused, waits, len(open), lim.TokensAt(now), sum.Sum64())
	}
}
