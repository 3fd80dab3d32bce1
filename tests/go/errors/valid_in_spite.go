package main

import (
	"context"
	"fmt"
)

func one(a int) int { return a }

func main() {
	s := []int{1}
	d := s["x"] + 1
	e := "abc"[true] + 1
	var text string = one(1, 2)
	for i, "a" := range s {
	}
	_ = context.Background().Deadline() + 1
	fmt.Println(one("x", missing) + "y")
}
