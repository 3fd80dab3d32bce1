package main

type A struct{ x int }

func ret() (int, string) { return "a", 1 }

func main() {
	_ = []int{"a", 1.5}
	_ = map[string]int{1: "a"}
	_ = A{"x"}
	_ = A{x: "y"}
	_ = [2]bool{1, nil}
	var c chan int
	c <- "s"
	var f func(int) = func(string) {}
	var b byte = 300
	var e error = 5
	if 1 {
	}
	for "x" {
	}
	var arr [3]int = [2]int{}
	var u uint = -1
}
