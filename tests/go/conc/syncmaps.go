// sync.Map.
package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	var m sync.Map
	fmt.Println(m.Load("a"))
	m.Store("a", 1)
	fmt.Println(m.LoadOrStore("a", 2))
	fmt.Println(m.LoadOrStore("b", 3))
	fmt.Println(m.Swap("a", 10))
	fmt.Println(m.CompareAndSwap("a", 10, 11), m.CompareAndSwap("a", 10, 12))
	fmt.Println(m.CompareAndDelete("b", 4), m.CompareAndDelete("b", 3))
	m.Store("c", 5)
	m.Store(7, "seven")
	var keys []string
	m.Range(func(k, v any) bool {
		keys = append(keys, fmt.Sprint(k, "=", v))
		return true
	})
	sort.Strings(keys)
	fmt.Println(keys)
	n := 0
	m.Range(func(k, v any) bool { n++; return false })
	fmt.Println(n)
	fmt.Println(m.LoadAndDelete("c"))
	m.Delete("nothing")
	m.Clear()
	fmt.Println(m.Load("a"))
	func() {
		defer func() { fmt.Println(recover()) }()
		m.Store([]int{1}, 1)
	}()
}
