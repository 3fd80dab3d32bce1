package main

func main() {
	defer func() { panic(recover()) }()
	defer func() { panic(recover()) }()
	defer func() {
		recover()
		panic("other")
	}()
	panic("first")
}
