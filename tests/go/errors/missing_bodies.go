package main

type T struct{}

func (t T) M()
func f()

func main() {}
