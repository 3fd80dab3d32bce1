package main

import "fmt"

func main() {
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
receive:
	for {
		select {
		case v, ok := <-ch:
			if !ok {
				break receive
			}
			if v == 1 {
				continue receive
			}
			fmt.Println("got", v)
			break
		}
	}
sw:
	switch 1 {
	case 1:
		for {
			break sw
		}
	}
	n := 0
again:
	n++
	if n < 3 {
		goto again
	}
	fmt.Println(n)
	m := map[string]int{"a": 1}
each:
	for k := range m {
		for range 5 {
			fmt.Println(k)
			continue each
		}
	}
	goto end
end:
	fmt.Println("end")
L:
	for i := range 3 {
		func() {
			defer fmt.Print("d", i, " ")
		}()
		if i == 1 {
			break L
		}
	}
	fmt.Println()
}
