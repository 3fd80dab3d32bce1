package main

func main() {
	x := _
	_ = _
	_++
	_ += 1
	_()
	var t struct{ _ int }
	t._ = 1
	for _ := range 3 {
	}
	_ := 5
	_, _ := 1, 2
}
