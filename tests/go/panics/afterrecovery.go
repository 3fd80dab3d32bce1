// After recovery the deferring function returns to its caller; its other deferred calls still run.
package main

import "fmt"

func f() (n int, s string) {
	defer fmt.Println("runs too")
	defer func() {
		recover()
		s = "set"
	}()
	defer fmt.Println("before recovery")
	n = 3
	g()
	fmt.Println("never")
	return 8, "never"
}

func g() {
	defer fmt.Println("deferred by g")
	panic("from g")
}

func zero() int {
	defer func() { recover() }()
	panic(1)
}

func main() {
	fmt.Println(f())
	fmt.Println(zero())
	for i := range 3 {
		func() {
			defer func() { recover() }()
			var a []int
			_ = a[i]
		}()
	}
	fmt.Println("goes on")
}
