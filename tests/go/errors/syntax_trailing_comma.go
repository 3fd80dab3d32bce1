package main

func f(a, b int) {}

func main() {
	f(1,
		2
	)
	x := []int{
		1,
		2
	}
	m := map[string]int{
		"a": 1
	}
	_ = x
}
