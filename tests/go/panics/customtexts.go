// How values of all kinds are printed when the process dies of them.
package main

import (
	"errors"
	"os"
)

type E struct{}

func (E) Error() string { return "line one\nline two" }

type S string
type N int
type P struct{ x, y int }

func main() {
	switch len(os.Args) {
	case 2:
		panic(S("x"))
	case 3:
		panic(N(1))
	case 4:
		panic(errors.New("e"))
	}
	panic(E{})
}
