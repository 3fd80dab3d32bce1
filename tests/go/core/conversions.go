package main

import (
	"fmt"
	"math"
)

type Celsius float64
type ID string
type Bytes []byte

func main() {
	f := 3.99
	g := -3.99
	fmt.Println(int(f), int(g), int8(f), uint8(f), int64(1e18), float32(0.1), float64(float32(0.1)))
	big, wide := 300, int64(1)<<33+5
	fmt.Println(uint8(big), int8(big), uint16(70000+big), int32(wide))
	n := -1
	fmt.Println(uint(n), uint8(n), uint32(n), uint64(n), int64(uint32(n)), rune(n))
	fmt.Println(float64(uint64(math.MaxUint64)), float32(16777217), float64(n), int(float32(1<<24+1)))
	fmt.Println(string(rune(65)), string(rune(0x4e16)), string(rune(-1)), string(rune(0xd800)))
	fmt.Println([]byte("hé"), []rune("hé"), string([]byte{104, 105}), string([]rune{0x4e16, 'x'}))
	fmt.Println(Celsius(36.6)+1, ID("a")+"b", string(Bytes("xyz")), Bytes("q")[0])
	var e any = Celsius(1)
	_, ok := e.(float64)
	fmt.Println(ok)
	s := []int{1, 2, 3, 4}
	a := [3]int(s)
	p := (*[2]int)(s)
	p[0] = 9
	fmt.Println(a, *p, s)
	type T1 struct{ X int `json:"x"` }
	type T2 struct{ X int }
	fmt.Println(T2(T1{5}), (*T2)(&T1{6}).X)
	var u8 uint8 = 200
	fmt.Println(int8(u8), int(int8(u8)), uint16(int8(u8)))
	c := complex(1, 2)
	fmt.Println(complex64(c), complex128(complex64(c)))
	fn := func(x int) int { return x * 2 }
	type F func(int) int
	fmt.Println(F(fn)(4))
	ch := make(chan int, 1)
	var r <-chan int = ch
	ch <- 1
	fmt.Println(<-r)
}
