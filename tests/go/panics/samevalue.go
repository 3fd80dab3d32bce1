// The runtime has one value for nil pointers: panicking with it twice is reported once.
package main

import "fmt"

type node struct{ v int }

func main() {
	var n *node
	defer func() {
		fmt.Println(recover())
		defer func() {
			fmt.Println(recover())
			var m map[string]int
			m["a"] = 1
		}()
		var f func()
		f()
	}()
	fmt.Println(n.v)
}
