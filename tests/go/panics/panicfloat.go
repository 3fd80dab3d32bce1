package main

type F float64

func main() {
	defer func() { panic(2.5) }()
	panic(F(1e100))
}
