// G3: what is usual; zero stands for it. Twenty requests, half of them errors, open the circuit.
package main

import (
	"errors"
	"fmt"
	"sort"
	"time"

	"github.com/afex/hystrix-go/hystrix"
)

var broken = errors.New("broken")

type teller struct{}

func (teller) Printf(format string, items ...interface{}) { fmt.Printf("  "+format+"\n", items...) }

// call runs a command and waits until it has been counted.
func call(name string, err error) {
	result := hystrix.Do(name, func() error { return err }, nil)
	time.Sleep(3 * time.Millisecond)
	fmt.Print(name, ": ", result, "\n")
}

func main() {
	hystrix.SetLogger(teller{})
	hystrix.ConfigureCommand("zero", hystrix.CommandConfig{})
	hystrix.Configure(map[string]hystrix.CommandConfig{
		"some": {Timeout: 20, ErrorPercentThreshold: 10},
	})
	call("asked", nil)
	var names []string
	for name := range hystrix.GetCircuitSettings() {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Println(name, *hystrix.GetCircuitSettings()[name])
	}

	// Nine of nineteen are no reason, ten of twenty are.
	for i := range 20 {
		var err error
		if i%2 == 1 {
			err = broken
		}
		call("half", err)
	}
	call("half", nil)
	hystrix.Flush()
	_, created, _ := hystrix.GetCircuit("half")
	fmt.Println("after a flush:", created)
	call("half", nil)
	fmt.Println(hystrix.ErrCircuitOpen, hystrix.ErrTimeout, hystrix.ErrMaxConcurrency, hystrix.CircuitError{Message: "x"})
}
