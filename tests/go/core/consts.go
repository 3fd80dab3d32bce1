package main

import "fmt"

type weekday int

const (
	sunday weekday = iota
	monday
	tuesday
	_
	thursday
)

const (
	kb = 1 << (10 * (iota + 1))
	mb
)

const big = 1 << 62
const pi = 3.14159
const greeting = "hi" + " there"

func loops() (s float64, h uint64, n int) {
	h = 14695981039346656037
	for i := range 1000 {
		s += float64(i) * 0.125
		s /= 1.0000001
		h ^= uint64(i)
		h *= 1099511628211
		if i*100000 > 50000000 && i|1 == i {
			n += 100 - i%7
		}
		for j := 0; j < 3; j++ {
			if s > 1e3 {
				s -= 0.5
			}
		}
	}
	return
}

func words(ws []string) (n int) {
	for _, w := range ws {
		if w == "yes" || w > "x" {
			n++
		} else if w != "no" {
			n += 10
		}
	}
	return
}

func main() {
	fmt.Println(sunday, monday, tuesday, thursday, kb, mb, big, pi, greeting, len(greeting))
	s, h, n := loops()
	fmt.Printf("%.6f %d %d\n", s, h, n)
	fmt.Println(words([]string{"yes", "no", "maybe", "xx", "yes"}))
	var u8 uint8 = 255
	var i32 int32 = -1 << 31
	fmt.Println(u8+1, i32-1, uint32(i32), ^u8, -u8, int8(u8))
	fmt.Println(uint64(1<<64-1), int64(-1<<63), 0x1p-2, 1e3, 'x', "\u65e5\x41\101")
	var f32 float32 = 0.1
	fmt.Println(f32, float64(f32), f32*3, 0.1+0.2, 1/3.0)
	x := 5
	fmt.Println(x<<2|1, x&^1, x%3, -x/2, x>>1, 7&x|8^x)
	fmt.Printf("%v %v %v\n", uint8(x)<<7, int16(x)<<13, uint16(x)*20000)
	var z complex128 = 2i
	fmt.Println(z*z, real(z), imag(z+1), z == 2i)
	for i := uint8(250); i >= 250; i++ {
		fmt.Print(i, " ")
	}
	for i := int8(126); i > 0; i++ {
		fmt.Print(i, " ")
	}
	fmt.Println()
	const huge = 1 << 100
	fmt.Println(huge>>98, float64(huge) > 1e30)
	fmt.Println(len([...]int{1, 2, 3}), len("日本"), cap([4]int{}))
}
