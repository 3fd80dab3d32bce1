package main

import "fmt"

func main() {
	defer func() {
		r := recover()
		fmt.Println("log", r)
		panic(r)
	}()
	panic("same")
}
