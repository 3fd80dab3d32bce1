// G3: open, one may try in each sleep window, even if the last one hangs; any success closes the circuit.
package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/afex/hystrix-go/hystrix"
)

var broken = errors.New("broken")

type teller struct{}

func (teller) Printf(format string, items ...interface{}) { fmt.Printf("  "+format+"\n", items...) }

func call(what string, run func() error) {
	fmt.Println(what, "->", hystrix.Do("orders", run, nil))
	time.Sleep(5 * time.Millisecond)
}

func fails() error { return broken }
func works() error { return nil }

func state() {
	circuit, _, _ := hystrix.GetCircuit("orders")
	fmt.Println("open:", circuit.IsOpen())
}

func main() {
	hystrix.SetLogger(teller{})
	hystrix.ConfigureCommand("orders", hystrix.CommandConfig{RequestVolumeThreshold: 4, SleepWindow: 100})
	early, hang := make(chan bool), make(chan bool)
	slow := hystrix.Go("orders", func() error { <-early; return nil }, nil)
	time.Sleep(5 * time.Millisecond)
	for range 4 {
		call("fails", fails)
	}
	state()
	call("while open", works)
	time.Sleep(110 * time.Millisecond)
	call("a try that fails", fails)
	call("another", works)
	time.Sleep(110 * time.Millisecond)
	hung := hystrix.Go("orders", func() error { fmt.Println("  a try hangs"); <-hang; return broken }, nil)
	time.Sleep(10 * time.Millisecond)
	call("meanwhile", works)
	time.Sleep(110 * time.Millisecond)
	call("the next try", fails)
	state()

	// One that began before it opened closes it, and all is forgotten.
	early <- true
	time.Sleep(5 * time.Millisecond)
	fmt.Println(len(slow))
	state()
	call("after that", fails)
	hang <- true
	fmt.Println(<-hung)
	call("again", fails)
	call("and again", fails)
	state()
	call("nothing", works)
	time.Sleep(110 * time.Millisecond)
	call("a try that works", works)
	state()
	call("fails", fails)
}
