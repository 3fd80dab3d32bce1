package main

import "fmt"

func main() {
	const n = 2_000_000
	composite := make([]bool, n+1)
	primes := 0
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		primes++
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	counts := map[int]int{}
	for i := 0; i < 500_000; i++ {
		counts[i*7919%10007]++
	}
	fmt.Println(primes, len(counts))
}
