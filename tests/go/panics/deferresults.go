// return sets the results, then deferred calls run, then the function returns.
package main

import "fmt"

func named() (n int) {
	defer func() { n++ }()
	return 5
}

func unnamed() int {
	n := 5
	defer func() { n++ }()
	return n
}

func constant() int {
	n := 1
	defer func() { n++ }()
	return 5
}

func pointer() *int {
	n := 5
	defer func() { n++ }()
	return &n
}

func elements() ([]int, map[string]int) {
	s, m := []int{1}, map[string]int{}
	defer func() {
		s[0] = 2
		m["x"] = 3
		s = append(s, 4)
	}()
	return s, m
}

func order() (s string) {
	defer func() { s += "1" }()
	defer func() { s += "2" }()
	return "r"
}

func swap() (a, b int) {
	a, b = 1, 2
	defer func() { a, b = b*10, a*10 }()
	return b, a
}

func panicked() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v", r)
		}
	}()
	n = 7
	panic("lost")
}

func main() {
	fmt.Println(named(), unnamed(), constant(), *pointer(), order())
	fmt.Println(elements())
	fmt.Println(swap())
	fmt.Println(panicked())
}
