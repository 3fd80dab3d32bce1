package main

func two() (int, string) { return 1, "" }
func none()              {}

func main() {
	a, b := 1
	c := two()
	d, e, f := two()
	var g, h int = 1, 2, 3
	var i int = two()
	a, b = 1, 2, 3
	j := none()
	k, l := none(), 1
	var m, n = two(), 1
	_, _ = 1
}
