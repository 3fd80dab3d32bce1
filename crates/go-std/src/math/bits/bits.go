// Package bits counts and moves bits.
package bits

// UintSize is how many bits a uint has.
const UintSize = 64

// Len64 is the number of bits that x needs.
func Len64(x uint64) (n int) {
	for shift := 32; shift > 0; shift /= 2 {
		if x>>shift != 0 {
			x >>= shift
			n += shift
		}
	}
	return n + int(x)
}

// OnesCount64 counts the bits that are set: in pairs, in fours, in bytes, then all bytes at once.
func OnesCount64(x uint64) int {
	x -= x >> 1 & 0x5555555555555555
	x = x&0x3333333333333333 + x>>2&0x3333333333333333
	x = (x + x>>4) & 0x0f0f0f0f0f0f0f0f
	return int(x * 0x0101010101010101 >> 56)
}

// TrailingZeros64 counts the zeros at the low end; 64 if x is 0.
func TrailingZeros64(x uint64) int {
	if x == 0 {
		return 64
	}
	return Len64(x&-x) - 1
}

// ReverseBytes64 turns the order of the bytes round.
func ReverseBytes64(x uint64) uint64 {
	x = x>>8&0x00ff00ff00ff00ff | x&0x00ff00ff00ff00ff<<8
	x = x>>16&0x0000ffff0000ffff | x&0x0000ffff0000ffff<<16
	return x>>32 | x<<32
}

// Reverse64 turns the order of the bits round.
func Reverse64(x uint64) uint64 {
	x = x>>1&0x5555555555555555 | x&0x5555555555555555<<1
	x = x>>2&0x3333333333333333 | x&0x3333333333333333<<2
	x = x>>4&0x0f0f0f0f0f0f0f0f | x&0x0f0f0f0f0f0f0f0f<<4
	return ReverseBytes64(x)
}

func Len8(x uint8) int           { return Len64(uint64(x)) }
func OnesCount8(x uint8) int     { return OnesCount64(uint64(x)) }
func Reverse8(x uint8) uint8     { return uint8(Reverse64(uint64(x)) >> (64 - 8)) }
func TrailingZeros8(x uint8) int { return min(8, TrailingZeros64(uint64(x))) }
func LeadingZeros8(x uint8) int  { return 8 - Len8(x) }
func RotateLeft8(x uint8, k int) uint8 {
	s := uint(k) & (8 - 1)
	return x<<s | x>>(8-s)
}
func Len16(x uint16) int             { return Len64(uint64(x)) }
func OnesCount16(x uint16) int       { return OnesCount64(uint64(x)) }
func Reverse16(x uint16) uint16      { return uint16(Reverse64(uint64(x)) >> (64 - 16)) }
func ReverseBytes16(x uint16) uint16 { return uint16(ReverseBytes64(uint64(x)) >> (64 - 16)) }
func TrailingZeros16(x uint16) int   { return min(16, TrailingZeros64(uint64(x))) }
func LeadingZeros16(x uint16) int    { return 16 - Len16(x) }
func RotateLeft16(x uint16, k int) uint16 {
	s := uint(k) & (16 - 1)
	return x<<s | x>>(16-s)
}
func Len32(x uint32) int             { return Len64(uint64(x)) }
func OnesCount32(x uint32) int       { return OnesCount64(uint64(x)) }
func Reverse32(x uint32) uint32      { return uint32(Reverse64(uint64(x)) >> (64 - 32)) }
func ReverseBytes32(x uint32) uint32 { return uint32(ReverseBytes64(uint64(x)) >> (64 - 32)) }
func TrailingZeros32(x uint32) int   { return min(32, TrailingZeros64(uint64(x))) }
func LeadingZeros32(x uint32) int    { return 32 - Len32(x) }
func RotateLeft32(x uint32, k int) uint32 {
	s := uint(k) & (32 - 1)
	return x<<s | x>>(32-s)
}
func LeadingZeros64(x uint64) int { return 64 - Len64(x) }
func RotateLeft64(x uint64, k int) uint64 {
	s := uint(k) & (64 - 1)
	return x<<s | x>>(64-s)
}
func Len(x uint) int           { return Len64(uint64(x)) }
func OnesCount(x uint) int     { return OnesCount64(uint64(x)) }
func Reverse(x uint) uint      { return uint(Reverse64(uint64(x)) >> (64 - UintSize)) }
func ReverseBytes(x uint) uint { return uint(ReverseBytes64(uint64(x)) >> (64 - UintSize)) }
func TrailingZeros(x uint) int { return TrailingZeros64(uint64(x)) }
func LeadingZeros(x uint) int  { return UintSize - Len(x) }
func RotateLeft(x uint, k int) uint {
	s := uint(k) & (UintSize - 1)
	return x<<s | x>>(UintSize-s)
}

// Add64 is x + y + carry; carry is 0 or 1.
func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	return sum, (x&y | (x|y)&^sum) >> 63
}

// Sub64 is x - y - borrow; borrow is 0 or 1.
func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	return diff, (^x&y | ^(x^y)&diff) >> 63
}

// Mul64 is the product in two words, by halves as on paper.
func Mul64(x, y uint64) (hi, lo uint64) {
	x0, x1, y0, y1 := x&(1<<32-1), x>>32, y&(1<<32-1), y>>32
	low := x0 * y0
	mid := x1*y0 + low>>32
	mid2 := mid&(1<<32-1) + x0*y1
	return x1*y1 + mid>>32 + mid2>>32, x * y
}

// Div64 divides hi·2⁶⁴+lo by y, which must be greater than hi: one bit of the quotient at a time.
func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y == 0 {
		var zero uint64
		return 1 / zero, 0
	}
	if y <= hi {
		panic(overflowError{})
	}
	if hi == 0 {
		return lo / y, lo % y
	}
	for range 64 {
		over := hi >> 63
		hi, lo = hi<<1|lo>>63, lo<<1
		quo <<= 1
		if over != 0 || hi >= y {
			hi -= y
			quo |= 1
		}
	}
	return quo, hi
}

// Rem64 is the remainder of hi·2⁶⁴+lo divided by y.
func Rem64(hi, lo, y uint64) uint64 {
	_, rem := Div64(hi%y, lo, y)
	return rem
}

type overflowError struct{}

func (overflowError) RuntimeError() {}
func (overflowError) Error() string { return "runtime error: integer overflow" }

func Add32(x, y, carry uint32) (sum, carryOut uint32) {
	s := uint64(x) + uint64(y) + uint64(carry)
	return uint32(s), uint32(s >> 32)
}

func Sub32(x, y, borrow uint32) (diff, borrowOut uint32) {
	d := uint64(x) - uint64(y) - uint64(borrow)
	return uint32(d), uint32(d>>32) & 1
}

func Mul32(x, y uint32) (hi, lo uint32) {
	p := uint64(x) * uint64(y)
	return uint32(p >> 32), uint32(p)
}

func Div32(hi, lo, y uint32) (quo, rem uint32) {
	if y != 0 && y <= hi {
		panic(overflowError{})
	}
	z := uint64(hi)<<32 | uint64(lo)
	return uint32(z / uint64(y)), uint32(z % uint64(y))
}

func Rem32(hi, lo, y uint32) uint32 { return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y)) }

func Add(x, y, carry uint) (sum, carryOut uint) {
	s, c := Add64(uint64(x), uint64(y), uint64(carry))
	return uint(s), uint(c)
}

func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	d, b := Sub64(uint64(x), uint64(y), uint64(borrow))
	return uint(d), uint(b)
}

func Mul(x, y uint) (hi, lo uint) {
	h, l := Mul64(uint64(x), uint64(y))
	return uint(h), uint(l)
}

func Div(hi, lo, y uint) (quo, rem uint) {
	q, r := Div64(uint64(hi), uint64(lo), uint64(y))
	return uint(q), uint(r)
}

func Rem(hi, lo, y uint) uint { return uint(Rem64(uint64(hi), uint64(lo), uint64(y))) }
