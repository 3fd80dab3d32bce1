package main

import (
	"fmt"
	"math"
)

func main() {
	i8, i16, i32, i64, i := int8(math.MaxInt8), int16(math.MaxInt16), int32(math.MaxInt32), int64(math.MaxInt64), math.MaxInt
	u8, u16, u32, u64, u := uint8(0), uint16(0), uint32(0), uint64(0), uint(0)
	up := uintptr(0)
	i8++
	i16++
	i32++
	i64++
	i++
	u8--
	u16--
	u32--
	u64--
	u--
	up--
	fmt.Println(i8, i16, i32, i64, i)
	fmt.Println(u8, u16, u32, u64, u, up)
	i8, i16, i32, i64 = math.MinInt8, math.MinInt16, math.MinInt32, math.MinInt64
	fmt.Println(-i8, -i16, -i32, -i64, i8/-1, i16/-1, i32/-1, i64/-1, i64%-1)
	fmt.Println(i8*i8, i16*i16, i32*i32, i64*i64, i8-1)
	u8, u16, u32, u64 = 200, 60000, 4000000000, 18000000000000000000
	fmt.Println(u8+u8, u16+u16, u32+u32, u64+u64, u8*u8, u16*u16, u32*u32, u64*u64)
	fmt.Println(^u8, ^u16, ^u32, ^u64, -u8, -u16, ^i8, ^i32)
	fmt.Println(u64/7, u64%7, u64>>3, u64<<3, i64>>1, i8>>1, int8(-1)>>7)
	fmt.Println(-7/2, -7%2, 7/-2, 7%-2, i32&^0xff, u8&^0x0f, u8|1, u8^0xff)
	n := 40
	fmt.Println(1<<n, int32(1)<<n, uint8(1)<<7, i8<<7, uint32(1)<<31, i64>>100, u64>>n, int64(-1)>>n)
	var s uint8 = 255
	s += 2
	s *= 200
	s <<= 1
	fmt.Println(s)
}
