// A slice that grows on the stack and is given away once moves to the heap, with the capacity of its length.
package main

import (
	"fmt"
	"slices"
	"sort"
)

var global []int

//go:noinline
func numbers(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func named(n int) (s []int) {
	for i := range n {
		s = append(s, i)
	}
	return
}

//go:noinline
func failing(n int) ([]string, error) {
	s := []string{}
	for range n {
		s = append(s, "x")
	}
	return s, nil
}

//go:noinline
func early(n int) []int {
	var s []int
	if n == 0 {
		return nil
	}
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func twice(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
		if i == 100 {
			return s
		}
	}
	return s
}

//go:noinline
func once(n int) []int {
	var s []int
	s = append(s, n)
	return s
}

//go:noinline
func looked(n int) (caps []int, s []int) {
	for i := range n {
		s = append(s, i)
		caps = append(caps, cap(s))
	}
	return caps, s
}

//go:noinline
func keeps(n int) int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	global = s
	s = append(s, 7)
	return cap(s)
}

//go:noinline
func shorter(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	s = s[:len(s)-1]
	return s
}

//go:noinline
func evens(all []int) []int {
	var s []int
	for _, v := range all {
		if v%2 == 0 {
			s = append(s, v)
		}
	}
	return s
}

//go:noinline
func more(s []int, n int) []int {
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func compared(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	if s == nil {
		return nil
	}
	return s
}

//go:noinline
func sorted(n int) []int {
	var s []int
	for i := range n {
		s = append(s, -i)
	}
	sort.Ints(s)
	return s
}

//go:noinline
func sortedSlices(n int) []int {
	var s []int
	for i := range n {
		s = append(s, -i)
	}
	slices.Sort(s)
	return s
}

type point struct {
	x, y int
	on   bool
}

//go:noinline
func points(n int) []point {
	var s []point
	for i := range n {
		s = append(s, point{x: i})
	}
	return s
}

//go:noinline
func bytes(n int) []byte {
	var s []byte
	for i := range n {
		s = append(s, byte(i))
	}
	return s
}

//go:noinline
func runes(n int) []rune {
	var s []rune
	for i := range n {
		s = append(s, rune(i), 'x')
	}
	return s
}

//go:noinline
func words(n int) []any {
	var s []any
	for i := range n {
		s = append(s, i)
	}
	return s
}

var kept []int

func keep(x []int) bool { kept = x; return true }

// given gives a slice away in a condition, after an append in the same statement.
func given() {
	s := []int{1}
	s = append(s, 2)
	if s = append(s, 3); keep(s) {
		s = append(s, 4)
		s[0] = 9
	}
	fmt.Println(kept[0], s[0], cap(kept))
	t := []int{1}
	t = append(t, 2)
	switch t = append(t, 3); {
	case keep(t):
		t = append(t, 4)
		t[0] = 9
	}
	fmt.Println(kept[0], t[0], cap(kept))
}

func main() {
	given()
	for n := range 10 {
		s, err := failing(n)
		caps, all := looked(n)
		fmt.Println(n, cap(numbers(n)), cap(named(n)), cap(s), err, cap(early(n)), cap(twice(n)), cap(once(n)),
			caps, cap(all), keeps(n), cap(evens(numbers(2*n))), cap(more(nil, n)), cap(compared(n)),
			cap(sorted(n)), cap(sortedSlices(n)), cap(points(n)), cap(bytes(n)), cap(runes(n)), cap(words(n)))
		if n > 0 {
			fmt.Println(cap(shorter(n)))
		}
	}

	var ranged []int
	for i := range 3 {
		ranged = append(ranged, i)
		fmt.Print(cap(ranged), " ")
	}
	for _, v := range ranged {
		fmt.Print(v, " ")
	}
	ranged = append(ranged, 3)
	fmt.Println(cap(ranged))

	var other []int
	for i := range 3 {
		other = append(other, i)
	}
	copied := other
	fmt.Println(cap(other), cap(copied))
}
