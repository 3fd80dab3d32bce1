// The same job; the closure reads status and err when it runs.
package main

import (
	"errors"
	"fmt"
)

func main() {
	for id := 1; id <= 3; id++ {
		_ = run(id)
	}
}

func run(id int) (err error) {
	status := "running"
	defer func() {
		fmt.Println("job", id, "ended:", status, err)
	}()
	if id == 2 {
		status = "failed"
		return errors.New("no paper")
	}
	status = "done"
	return nil
}
