package main

import "fmt"

func main() {
	n := 20000
	comp := make([]bool, n+1)
	count := 0
	for i := 2; i <= n; i++ {
		if !comp[i] {
			count++
			for j := i * i; j <= n; j += i {
				comp[j] = true
			}
		}
	}
	fmt.Println(count)
	m := map[int]int{}
	for i := range 5000 {
		m[i%97] += i
	}
	s := 0
	for _, v := range m {
		s += v
	}
	fmt.Println(s, len(m))
	var h uint32 = 2166136261
	for i := range 10000 {
		h ^= uint32(i & 0xff)
		h *= 16777619
	}
	fmt.Println(h)
}
