package main

func main() {
	a, b := 1, 2
	a, 5 := 1, 2
	a.b := 1
	f() := 2
	a + b = 3
	var x, y =
	a = b = c
	a := b := 1
	(a) := 1
	if a = 1 {
	}
	if a := 1; {
	}
	for a = 1 {
	}
}
