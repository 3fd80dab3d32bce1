package main

import (
	"errors"
	"fmt"
)

func work() (int, error) {
	return 1, errors.New("x")
	fmt.Println("unreachable is fine")
}

func main() {
	n := work()
	m, err := work()
	if err != nil {
		return err
	}
	fmt.Println("n", n, m...)
	var count int = work()
	fmt.Printf("%d\n", count.x)
}
