package main

import "fmt"

func primes(n int) (out []int) {
	i := 2
next:
	if i > n {
		return
	}
	for j := 2; j*j <= i; j++ {
		if i%j == 0 {
			i++
			goto next
		}
	}
	out = append(out, i)
	i++
	goto next
}

func state(s string) string {
	i := 0
	out := ""
start:
	if i >= len(s) {
		goto end
	}
	switch s[i] {
	case 'a':
		goto a
	case 'b':
		goto b
	default:
		i++
		goto start
	}
a:
	out += "A"
	i++
	goto start
b:
	out += "B"
	i++
	if i < len(s) && s[i] == 'b' {
		out += "2"
	}
	goto start
end:
	return out
}

func sel(ch chan int, quit chan bool) (n int) {
loop:
	for {
		select {
		case v, ok := <-ch:
			if !ok {
				break loop
			}
			if v%2 == 0 {
				continue loop
			}
			switch {
			case v > 6:
				break loop
			case v > 4:
				n += 100
				break
			default:
				n += v
			}
		case <-quit:
			return -1
		}
	}
	return
}

func closures() (fs []func() int) {
	i := 0
again:
	x := i
	fs = append(fs, func() int { x++; return x * 10 })
	i++
	if i < 3 {
		goto again
	}
	return
}

func nested() (n int) {
a:
	for i := 0; ; i++ {
	b:
		for j := 0; ; j++ {
			for {
				n++
				switch {
				case n > 30:
					break a
				case n%7 == 0:
					continue a
				case n%5 == 0:
					break b
				case n%3 == 0:
					continue b
				}
			}
		}
	}
	return n
}

func main() {
	fmt.Println(primes(30))
	fmt.Println(state("abbxba"))
	ch := make(chan int, 10)
	for i := range 9 {
		ch <- i
	}
	fmt.Println(sel(ch, nil), len(ch))
	for _, f := range closures() {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	fmt.Println(nested())
}
