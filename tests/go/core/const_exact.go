package main

import "fmt"

const huge = 1 << 200
const small = huge >> 198
const third = 1.0 / 3
const one = third * 3
const big = 1e300 * 1e300 / 1e599
const cplx = (1 + 2i) * (3 - 1i)
const r = 'a' + 1
const mask = ^uint32(0)
const neg = -5 / 2
const rem = -5 % 3
const f = 5.0 / 2
const mixed = 7 / 2 * 2.0
const str = "abc" + "def"
const cmp = str < "b" && len(str) == 6

func main() {
	fmt.Println(small, one == 1, big, cplx, r, string(rune(r)), mask, neg, rem, f, mixed, str, cmp)
	var x float32 = third
	var y float64 = third
	fmt.Println(x, y, float32(y) == x)
	var i int8 = 1 << 3.0
	var u uint8 = 'x'
	var c complex64 = 2
	fmt.Println(i, u, c, 1<<62, uint64(1<<63))
	fmt.Println(0x1p-2, 0b101, 0o17, 017, 1_000_000, 0x_ff, 1e3, .5, 'a', '\n', '\x41', '\u00e9', "\u00e9\x41\101")
	fmt.Printf("%T %T %T %T %T %T\n", 1, 1.0, 'a', 1i, "s", 1 == 1)
	const d = 10 * 1e9
	var n int = d
	fmt.Println(n, real(cplx), imag(cplx), len("héllo"), len([3]int{}))
	fmt.Println(9007199254740993.0 == 9007199254740992, float64(9007199254740993))
}
