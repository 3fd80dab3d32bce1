package main

func main() {
	_ = len()
	_ = len(1, 2)
	_ = cap("a")
	_ = make(int)
	_ = make([]int)
	_ = make([]int, -1)
	_ = make([]int, 5, 2)
	_ = make([]int, "a")
	_ = new()
	_ = append()
	_ = append(1)
}
