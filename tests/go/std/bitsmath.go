// Packages math/bits and math.
package main

import (
	"fmt"
	"math"
	"math/bits"
)

func main() {
	for _, x := range []uint64{0, 1, 0xff00, 1 << 63, math.MaxUint64, 0x123456789abcdef} {
		fmt.Println(bits.LeadingZeros64(x), bits.TrailingZeros64(x), bits.OnesCount64(x), bits.Len64(x), bits.Reverse64(x), bits.ReverseBytes64(x), bits.RotateLeft64(x, 5), bits.RotateLeft64(x, -5))
		fmt.Println(bits.LeadingZeros32(uint32(x)), bits.TrailingZeros16(uint16(x)), bits.OnesCount8(uint8(x)), bits.Len(uint(x)), bits.Reverse8(uint8(x)), bits.ReverseBytes32(uint32(x)), bits.RotateLeft8(uint8(x), 3), bits.TrailingZeros8(uint8(x)))
	}
	fmt.Println(bits.Mul64(math.MaxUint64, math.MaxUint64-3))
	fmt.Println(bits.Add64(math.MaxUint64, 1, 1))
	fmt.Println(bits.Sub64(0, 1, 1))
	fmt.Println(bits.Div64(5, 7, 9))
	fmt.Println(bits.Div64(1<<62, 12345, 1<<63+11))
	fmt.Println(bits.Rem64(50, 7, 9), bits.UintSize)
	fmt.Println(bits.Mul32(1<<31, 6))
	fmt.Println(bits.Div32(1, 2, 3))

	for _, f := range []float64{0, 1, -2.5, 3.5, 0.1, 1e300, 5e-324, math.Inf(-1), math.NaN(), -0.5, 1e-310} {
		fr, e := math.Frexp(f)
		ip, fp := math.Modf(f)
		fmt.Println(fr, e, math.Ldexp(fr, e), ip, fp, math.Round(f), math.RoundToEven(f), math.Trunc(f), math.Floor(f), math.Ceil(f), math.Ilogb(f), math.Logb(f), math.Signbit(f))
		fmt.Println(math.Nextafter(f, 1), math.Nextafter32(float32(f), 1), math.Abs(f), math.Cbrt(f), math.Sqrt(f), math.Float64bits(f), math.Float32bits(float32(f)))
	}
	fmt.Println(math.Max(3, math.NaN()), math.Min(-0.0, 0), math.Dim(3, 5), math.Hypot(3, 4), math.Mod(7, -3), math.Remainder(7, 4), math.FMA(2, 3, 4), math.Copysign(3, -1), math.Pow10(5), math.Pow(2, 10), math.Pow(2, 0.5))
	fmt.Println(math.MaxInt64, math.MaxUint32, math.Pi, math.E, float32(math.Phi), math.MaxFloat32)
	defer func() { fmt.Println(recover()) }()
	bits.Div64(1, 0, 0)
}
