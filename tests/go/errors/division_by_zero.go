package main

func main() {
	x := 5
	_ = x / 0
	_ = x % 0
	x /= 0
	_ = 1.0 / 0
	_ = 1.0 / 0.0
	var f float64 = 3
	_ = f / 0
	const z = 0
	_ = 7 / z
	_ = complex(1, 1) / 0
}
