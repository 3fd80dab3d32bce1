// Numbers drawn below a bound, next to each other, divided with rest, printed as levels and durations.
package main

import (
	"fmt"
	"log/slog"
	"math"
	"math/big"
	"math/rand"
	r2 "math/rand/v2"
	"time"
)

func main() {
	vals := []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, -5e-324, math.MaxFloat64, 0.1, 1e-45}
	for _, x := range vals {
		for _, y := range vals {
			fmt.Print(math.Nextafter(x, y), " ", math.Nextafter32(float32(x), float32(y)), " ", math.Signbit(math.Nextafter(x, y)), " ")
		}
		fmt.Println()
	}
	for l := slog.Level(-9); l < 14; l++ {
		fmt.Print(l, " ")
	}
	for _, d := range []time.Duration{1, 999, 1000, 1001, 1010, 1500000, 999999, 1000001, 1e9, 1e9 + 1, 61e9 + 5e8, 3661e9, -1500, 1<<63 - 1, -1 << 63, 100 * time.Millisecond, 10 * time.Microsecond} {
		fmt.Print(d, " ")
	}
	fmt.Println()
	for _, a := range []int64{7, -7, 0, 6, -6} {
		for _, b := range []int64{3, -3, 7, -7, 100} {
			z, m := new(big.Int).DivMod(big.NewInt(a), big.NewInt(b), new(big.Int))
			y := big.NewInt(b)
			q := new(big.Int).Mod(big.NewInt(a), y)
			y.Div(big.NewInt(a), y)
			fmt.Print(z, m, q, y, " ")
		}
	}
	r, p := rand.New(rand.NewSource(9)), r2.New(r2.NewPCG(1, 9))
	for _, n := range []int64{1, 2, 3, 1 << 31, 1<<31 + 1, 3 << 30, 1 << 62, 1<<63 - 1, 1<<62 + 1, 1e18} {
		for range 20 {
			fmt.Print(p.Int64N(n), " ", p.Int32N(int32(n>>32|1)), " ", p.Uint64N(uint64(n)*2), " ", p.Uint32N(uint32(n|1)), " ")
		}
		x := make([]int, 50)
		for i := range x {
			x[i] = i
		}
		r.Shuffle(50, func(i, j int) { x[i], x[j] = x[j], x[i] })
		fmt.Println(x)
	}
}
