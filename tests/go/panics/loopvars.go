// Every iteration has its own variable.
package main

import "fmt"

func main() {
	for i := 0; i < 3; i++ {
		defer func() { fmt.Println("closure", i) }()
	}
	for _, s := range []string{"a", "b"} {
		defer func() { fmt.Println(s) }()
	}
	var fs []func() int
	for i := 0; i < 6; i++ {
		fs = append(fs, func() int { i += 10; return i })
		i++
	}
	for _, f := range fs {
		fmt.Println(f(), f())
	}
}
