package main

func main() {
	int := 5
	var x int
	string := "x"
	y := string(65)
	len := 3
	_ = len("abc")
	nil := 1
	var p *float64 = nil
	_ = x
	_ = y
	_ = p
}
