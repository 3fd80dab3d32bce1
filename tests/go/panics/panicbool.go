package main

func main() {
	defer func() {
		defer func() { panic(1 + 2i) }()
		panic(rune(97))
	}()
	panic(true)
}
