package main

func main() {
	var f float64 = 1
	var n int = -1
	_ = f << 1
	_ = 1.5 << 1
	_ = 1 << -1
	_ = 1 << 1.5
	_ = 1 << "a"
	_ = "a" << 1
	_ = 1.0 << n
	var g float64 = 1 << n
	_ = uint8(1) << 10
	_ = 1 << 1000
	var s string = 1 << 3
	_ = 1 << f
}
