package main

func main(args []string) int {
	return 0
}

func init() string { return "" }

var init = 1

func f() {
	init()
	main()
}
