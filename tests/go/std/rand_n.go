package main

import (
	"fmt"
	"math/rand/v2"
	"time"
)

type small int8

// Rand.N draws below a number of any integer type, as N does from the global source.
func main() {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		fmt.Println(r.N(10), r.N(small(100)), r.N(uint64(1)<<40), r.N(10*time.Second), r.N[uint8](7))
	}
	draw := r.N[int64]
	byExpression := (*rand.Rand).N[uint16]
	fmt.Println(draw(1e18), byExpression(r, 1000), rand.N(1), rand.N[small](1))
	defer func() { fmt.Println(recover()) }()
	r.N(-1)
}
