package main

type T int

func (T) String() string { return "a stringer" }

func main() {
	panic(T(1))
}
