package main

import "fmt"

func fp() (*int, int) { return nil, 42 }

func f() (r [20]int) {
	for i := range r {
		r[i] = i
	}
	p := &r
	defer func() { fmt.Println("recovered", recover(), p[3]) }()
	panic("x")
}

func deep(n int) (s [8]int, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("at %d: %v", n, e)
		}
	}()
	a, b, c, d := n, n*2, n*3, n*4
	if n == 0 {
		panic("bottom")
	}
	s, err = deep(n - 1)
	s[n] = a + b + c + d
	return
}

func main() {
	x, y := []int{10, 20}, []int{99}
	i := 1
	for i, x[i] = range y {
		break
	}
	fmt.Println(i, x)
	q := new(int)
	p := q
	p, *p = fp()
	fmt.Println(p, *q)
	r := f()
	fmt.Println(r[19], len(r))
	fmt.Println(deep(4))
	keys := map[int]string{}
	k := 1
	for k, keys[k] = range []string{"a", "b"} {
	}
	fmt.Println(k, keys)
	var arr [3]int
	j := 0
	for j, arr[j] = range [3]int{7, 8, 9} {
	}
	fmt.Println(j, arr)
}
