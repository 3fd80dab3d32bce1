package main

import "fmt"

func main() {
	defer func() {
		defer func() {
			panic(fmt.Errorf("three"))
		}()
		panic("two")
	}()
	panic("one")
}
