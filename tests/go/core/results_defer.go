package main

import (
	"errors"
	"fmt"
)

func named() (x int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("wrapped: %v", r)
			x++
		}
	}()
	x = 41
	panic("boom")
}

func shadow() (err error) {
	if _, err := strErr(); err != nil {
		return err
	}
	return
}

func strErr() (string, error) { return "", errors.New("inner") }

func multi() (a, b int, c string) {
	a, b = 1, 2
	c = "c"
	return b, a, c + "!"
}

func swap(a, b int) (int, int) { return b, a }

func pass() (int, int) { return swap(swap(1, 2)) }

func deferArgs() (s string) {
	for i := range 3 {
		defer func(n int) { s += fmt.Sprint(n, i, " ") }(i * 10)
	}
	return "start "
}

func unnamed() int {
	x := 5
	defer func() { x = 50 }()
	return x
}

func blank() (_ int, s string) {
	s = "blank"
	return
}

func nested() (n int) {
	defer func() {
		defer func() {
			n += recover().(int)
		}()
		panic(5)
	}()
	return 10
}

func main() {
	fmt.Println(named())
	fmt.Println(shadow())
	fmt.Println(multi())
	fmt.Println(pass())
	fmt.Println(deferArgs())
	fmt.Println(unnamed())
	fmt.Println(blank())
	fmt.Println(nested())
	a, b := swap(1, 2)
	a, c := swap(b, a)
	fmt.Println(a, b, c)
	var f func() (int, error) = named
	n, err := f()
	fmt.Println(n, err)
	_, _ = f()
	x, y := 1, 2
	x, y = y, x
	i := 0
	s := []int{10, 20}
	i, s[i] = 1, 99
	fmt.Println(x, y, i, s)
}
