// G3: the share of errors is rounded to whole percent.
package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/afex/hystrix-go/hystrix"
)

// open has so many commands fail and succeed, and asks whether that opens the circuit.
func open(name string, failures, successes, percent int) {
	hystrix.ConfigureCommand(name, hystrix.CommandConfig{
		RequestVolumeThreshold: failures + successes,
		ErrorPercentThreshold:  percent,
	})
	for i := range failures + successes {
		err := hystrix.Do(name, func() error {
			if i < failures {
				return errors.New("broken")
			}
			return nil
		}, nil)
		if (err != nil) != (i < failures) {
			fmt.Println(name, i, err)
		}
	}
	time.Sleep(20 * time.Millisecond)
	circuit, created, err := hystrix.GetCircuit(name)
	fmt.Println(name, created, err, failures, "of", failures+successes, "at", percent, "percent:", circuit.IsOpen())
}

func main() {
	open("half", 10, 10, 50)
	open("less", 9, 11, 50)
	open("nearly", 50, 51, 50)
	open("hardly", 49, 51, 50)
	open("third", 1, 2, 33)
	open("more", 1, 2, 34)
	open("two", 2, 1, 67)
	open("all", 4, 0, 100)
	open("negative", 0, 1, -1)
	open("never", 4, 0, 101)
}
