package main

type A struct{ x int }
type B struct{ y int }

func main() {
	_ = int("5")
	_ = string(5.5)
	_ = []byte(5)
	_ = A(B{})
	_ = *A(nil)
	_ = (*int)(5)
	_ = bool(1)
	_ = float64("x")
	_ = int(nil)
	_ = chan int(5)
	var f float64 = 1.5
	_ = []int(f)
	_ = int(1.5)
	_ = uint8(256)
	_ = func()(5)
}
