// math/rand and math/rand/v2: seeded sequences.
package main

import (
	"fmt"
	"math/rand"
	v2 "math/rand/v2"
)

func main() {
	for _, seed := range []int64{1, 42, 0, -7, 1 << 40} {
		r := rand.New(rand.NewSource(seed))
		fmt.Println(r.Int(), r.Intn(100), r.Intn(128), r.Int63n(1e12), r.Int31n(10), r.Uint32(), r.Uint64())
		fmt.Println(r.Float64(), r.Float32(), r.Perm(6), r.NormFloat64(), r.ExpFloat64())
		s := []int{1, 2, 3, 4, 5, 6, 7}
		r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
		p := make([]byte, 10)
		r.Read(p)
		fmt.Println(s, p)
	}
	r := rand.New(rand.NewSource(5))
	n, e := 0.0, 0.0
	for range 20000 {
		n += r.NormFloat64()
		e += r.ExpFloat64()
	}
	fmt.Println(n, e)
	z := rand.NewZipf(r, 1.5, 2, 100)
	for range 10 {
		fmt.Print(z.Uint64(), " ")
	}
	fmt.Println()
	// Since Go 1.24 it does nothing.
	rand.Seed(42)
	first := rand.Int63()
	rand.Seed(42)
	fmt.Println(first == rand.Int63())

	p := v2.New(v2.NewPCG(1, 2))
	fmt.Println(p.Uint64(), p.IntN(100), p.Int64N(1e15), p.Uint32(), p.Int32N(64), p.Float64(), p.Float32(), p.Perm(5))
	fmt.Println(p.NormFloat64(), p.ExpFloat64(), p.Int(), p.Uint64N(1<<40), p.UintN(7))
	n, e = 0, 0
	for range 20000 {
		n += p.NormFloat64()
		e += p.ExpFloat64()
	}
	fmt.Println(n, e)
	c := v2.NewChaCha8([32]byte([]byte("chacha8: 32-byte seed for tests!")))
	var h uint64
	for i := range 200 {
		x := c.Uint64()
		h = h*31 + x
		if i < 3 || i > 120 && i < 128 {
			fmt.Println(x)
		}
	}
	fmt.Println(h)
	b := make([]byte, 11)
	c.Read(b)
	fmt.Println(b, c.Uint64())
	fmt.Println(v2.N(10) < 10, v2.IntN(5) < 5)
	defer func() { fmt.Println(recover()) }()
	v2.IntN(0)
}
