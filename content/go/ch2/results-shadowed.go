// A new err in an inner scope: return copies it into the result all the same.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	n, err := double("21")
	fmt.Println(n, err)
	n, err = double("x")
	fmt.Println(n, err)
}

func double(text string) (n int, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("double %q: %w", text, err)
		}
	}()
	if n, err := strconv.Atoi(text); err != nil {
		return 0, err // stored in the outer err before the defer looks
	} else {
		return 2 * n, nil
	}
}
