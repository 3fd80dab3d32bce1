package main

type E int

func (E) Error() string { panic("in Error") }

func main() {
	panic(E(1))
}
