// defer in the body of a range over a function belongs to the enclosing function.
package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("iterator ends")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func all() (n int) {
	defer func() { fmt.Println("first deferred, runs last", n) }()
	for i := range count(3) {
		defer fmt.Println("deferred in body", i)
		n += i
	}
	fmt.Println("after the loop")
	return n
}

func early() int {
	for i := range count(5) {
		defer func() { fmt.Println("early", i) }()
		if i == 1 {
			return i * 10
		}
	}
	return -1
}

func panics() {
	defer func() { fmt.Println("recovered", recover()) }()
	for i := range count(3) {
		if i == 1 {
			panic("in the body")
		}
	}
}

func main() {
	fmt.Println(all())
	fmt.Println(early())
	panics()
	for i := range count(10) {
		if i == 2 {
			break
		}
	}
}
