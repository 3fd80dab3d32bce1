// Open-coded, stack and heap records behave alike.
package main

import "fmt"

func one() {
	defer fmt.Println("one")
}

func eight(skip bool) {
	defer fmt.Print("1 ")
	defer fmt.Print("2 ")
	defer fmt.Print("3 ")
	defer fmt.Print("4 ")
	if !skip {
		defer fmt.Print("5 ")
	}
	defer fmt.Print("6 ")
	defer fmt.Print("7 ")
	defer fmt.Print("8 ")
}

func nine() {
	defer fmt.Println()
	for i := range 3 {
		defer fmt.Print(i, " ")
	}
	defer fmt.Print("a ")
	defer fmt.Print("b ")
	defer fmt.Print("c ")
	defer fmt.Print("d ")
	defer fmt.Print("e ")
	defer fmt.Print("f ")
	defer fmt.Print("g ")
	defer fmt.Print("h ")
}

func recovering(n int) (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint("recovered ", r)
		}
	}()
	for i := range n {
		defer func() { s = fmt.Sprint(s, i) }()
	}
	if n > 2 {
		panic(n)
	}
	return "r"
}

func main() {
	one()
	eight(false)
	eight(true)
	fmt.Println()
	nine()
	fmt.Println(recovering(2), recovering(3))
}
