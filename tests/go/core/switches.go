package main

import "fmt"

func f(n int) int { fmt.Print("f", n, " "); return n }

func main() {
	for i := range 6 {
		switch {
		case i < 1:
			fmt.Print("small ")
			fallthrough
		case i == 100:
			fmt.Print("fell ")
		case i == 2, i == 3:
			if i == 3 {
				break
			}
			fmt.Print("two ")
		default:
			fmt.Print("default ")
		case i == 5:
			fmt.Print("five ")
		}
	}
	fmt.Println()
	switch x := f(2); x {
	case f(1), f(2), f(3):
		fmt.Println("hit")
	case f(4):
		fmt.Println("no")
	}
	switch f(9) {
	default:
		fmt.Println("only default")
	}
	switch x := 5; {
	case x > 3:
		fmt.Println("tagless with init")
	}
	switch {
	}
	switch 'b' {
	case 'a', 'b':
		fmt.Println("rune")
	}
	switch s := "x"; s + "y" {
	case "xy":
		fmt.Println("string")
	}
	var e any = 3
	switch e {
	case "3":
		fmt.Println("string 3")
	case 3:
		fmt.Println("int 3")
	}
	type p struct{ a, b int }
	switch (p{1, 2}) {
	case p{1, 2}:
		fmt.Println("struct")
	}
	switch true {
	case false:
	default:
		fmt.Println("default first")
		fallthrough
	case 1 > 2:
		fmt.Println("through")
	}
loop:
	for i := 0; ; i++ {
		switch i {
		case 1:
			continue
		case 3:
			break loop
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	switch x := 1.5; x {
	case 1, 1.5:
		fmt.Println("float")
	}
}
