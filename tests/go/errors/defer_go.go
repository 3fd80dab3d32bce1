package main

func f() {}

func main() {
	defer f
	go f
	defer 5
	defer func() {}
	go (f)()
	defer recover()
	defer panic(1, 2)
	defer append([]int{}, 1)
	go f(1)
}
