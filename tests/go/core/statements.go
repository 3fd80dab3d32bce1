package main

import "fmt"

var g int

func side(n int) int { g = g*10 + n; return n }

func main() {
	var (
		a, b = 1, "x"
		c    float64
	)
	x, y := 1, 2
	x, z := 3, 4
	x += 2
	x -= 1
	x *= 3
	x /= 2
	x %= 4
	x <<= 3
	x >>= 1
	x |= 3
	x &= 6
	x ^= 1
	x &^= 4
	fmt.Println(a, b, c, x, y, z)
	s := "a"
	s += "b"
	arr := []int{1, 2, 3}
	arr[side(1)] += side(5)
	m := map[string]int{}
	m["k"]++
	m["k"] <<= 3
	p := &m
	(*p)["z"]--
	fmt.Println(s, arr, m, g)
	if x := side(7); x == 7 {
		fmt.Println("seven")
	} else {
		fmt.Println("no")
	}
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, j, " ")
	}
	i := 0
	for i < 3 {
		i++
	}
	for {
		i++
		if i > 5 {
			break
		}
	}
	for ; i < 8; i++ {
	}
	for i := 0; i < 2; {
		i++
	}
	fmt.Println(i)
	;
	{
	}
	var _, q = 1, 2
	_ = q
	const k, l = 1, "l"
	type T struct{ n int }
	var t *T = &T{}
	t.n++
	t.n, arr[0] = 5, t.n
	fmt.Println(*t, arr, k, l)
	ch := make(chan int, 2)
	ch <- 1
	ch <- side(2)
	v, ok := <-ch
	<-ch
	close(ch)
	w, ok2 := <-ch
	fmt.Println(v, ok, w, ok2, len(ch), cap(ch))
	var fnv func(int) = func(n int) { fmt.Println("called", n) }
	fnv(1)
	go func() {}()
	defer fnv(3)
	select {
	case <-ch:
		fmt.Println("closed")
	default:
	}
	if true {
	} else if false {
	} else {
	}
	arr[0], arr[1], arr[2] = arr[2], arr[0], arr[1]
	fmt.Println(arr)
	goto done
done:
}
