package main

func get(s []int, i int) int { return s[i] }

func main() {
	println("before")
	println(get([]int{1, 2, 3}, 5))
}
