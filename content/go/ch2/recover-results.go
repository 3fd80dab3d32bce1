// After a recovery the function returns what its results hold at that moment.
package main

import (
	"errors"
	"fmt"
)

func main() {
	fmt.Println(unnamed())
	fmt.Println(named())
	fmt.Println(annotated())
	fmt.Println(replaced())
}

// The results have no names: nobody can set them, so both are zero.
func unnamed() (int, error) {
	defer func() { recover() }()
	panic("disk on fire")
}

// n keeps what it was given before the panic, err is nil. Nobody hears of it.
func named() (n int, err error) {
	defer func() { recover() }()
	n = 3
	panic("disk on fire")
}

func annotated() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("annotated: %v", r)
		}
	}()
	panic("disk on fire")
}

// A panic in a deferred call takes the place of the one that was under way.
func replaced() (err error) {
	defer func() {
		err = fmt.Errorf("replaced: %v", recover())
	}()
	defer func() {
		panic(errors.New("no water"))
	}()
	panic("disk on fire")
}
