// A panic in a deferred call replaces the one in progress: recover gives the newest.
package main

import "fmt"

func main() {
	defer fmt.Println("main goes on to its end")
	defer func() { fmt.Println("nothing left:", recover()) }()
	func() {
		defer func() { fmt.Println("newest:", recover()) }()
		defer func() { panic("two") }()
		panic("one")
	}()
	func() {
		defer func() { fmt.Println("outer:", recover()) }()
		defer func() {
			defer func() { fmt.Println("inner:", recover()) }()
			panic("inside")
		}()
		panic("outside")
	}()
}
