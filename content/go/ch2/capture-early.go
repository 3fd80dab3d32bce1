// Meant to log how a job ended. Logs how it began.
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
	defer fmt.Println("job", id, "ended:", status, err)
	if id == 2 {
		status = "failed"
		return errors.New("no paper")
	}
	status = "done"
	return nil
}
