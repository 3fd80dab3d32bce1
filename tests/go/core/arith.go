package main

func div(a, b int) int { return a / b }
func rem(a, b int) int { return a % b }

type small int8

func main() {
	println(7/2, -7/2, 7/-2, -7/-2, 7%3, -7%3, 7%-3, -7%-3)
	println(div(7, 2), div(-7, 2), rem(-7, 2), rem(7, -2))
	var i8 int8 = 127
	i8++
	println(i8, -i8, i8-1)
	i8 = -128
	println(i8/-1, i8*i8, i8%-1)
	var u8 uint8 = 250
	u8 += 10
	println(u8, ^u8, -u8, u8<<5, u8>>1)
	var u16 uint16 = 65535
	println(u16+1, u16*u16, u16<<1)
	var u32 uint32 = 1 << 31
	println(u32<<1, u32*2+5, ^u32, u32>>31)
	var i32 int32 = 1 << 30
	println(i32*2, i32*4, i32<<1, i32+i32+i32)
	var u64 uint64 = 1 << 63
	println(u64, u64+u64, u64/3, u64%10, u64>>60, u64 > 5, 5 < u64, u64 >= u64)
	var i64 int64 = -1 << 63
	println(i64, -i64, i64/-1, i64>>63, i64-1, i64%7)
	n := 70
	println(1<<n, int32(1)<<n, -1>>n, u64>>n, i64>>n, u8<<n)
	var sh uint = 3
	println(u8>>sh, 1<<sh, i64>>sh, u64>>(sh+58))
	println(12&10, 12|3, 12^10, 12&^10, -12&^3, ^5)
	x := 10
	x += 5
	x -= 3
	x *= 4
	x /= 5
	x %= 7
	x <<= 4
	x |= 5
	x &= 0x1d
	x ^= 3
	x &^= 1
	x >>= 1
	println(x)
	var s small = 100
	s += 100
	println(s, small(n)*2)
	println(int8(n+200), uint8(n-200), uint16(i64+3), int32(u64>>31), uint32(i64>>31))
	f := 1.5
	println(int(f), int(-f), int64(f*1e10), uint8(f*100), float32(f)/3)
	println(f/zero() > 1e308, -f/zero() < -1e308, zero()/zero() == zero()/zero(), zero()/zero() != 1)
	nan := zero() / zero()
	println(nan < 1, nan > 1, nan <= 1, nan >= 1, !(nan < 1), nan == nan)
	if nan < 1 {
		println("bad")
	} else if !(nan >= 1) {
		println("nan ok")
	}
	var f32 float32 = 16777216
	println(f32+1 == f32, f32*f32, float64(f32)+1)
	c := complex(1, 2)
	d := c * c
	println(real(d), imag(d), d == complex(-3, 4), d/c == c, -c)
	println(min(3, 1, 2), max(3, 1, 2), min(2.5, 1), max("a", "b"), min(u64, 5))
	const big = 1 << 100
	println(big>>98, 'a'+1, "x"+"y")
	a, b := 1, 2
	a, b = b, a+b
	println(a, b)
	println(0x7fffffffffffffff+n-n, uint(1)<<63)
}

func zero() float64 { return 0 }
