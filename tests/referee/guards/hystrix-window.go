// G3: what is counted are seconds of the wall clock, requests and errors apart.
package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/afex/hystrix-go/hystrix"
)

func fail(n int) {
	for range n {
		hystrix.Do("window", func() error { return errors.New("broken") }, nil)
	}
	time.Sleep(20 * time.Millisecond)
}

// at sleeps until so many tenths of a second after the beginning.
func at(start time.Time, tenths int) {
	time.Sleep(time.Until(start.Add(time.Duration(tenths) * 100 * time.Millisecond)))
}

func main() {
	hystrix.ConfigureCommand("window", hystrix.CommandConfig{RequestVolumeThreshold: 10})
	hystrix.ConfigureCommand("errors", hystrix.CommandConfig{RequestVolumeThreshold: 1, ErrorPercentThreshold: 500})
	circuit, _, _ := hystrix.GetCircuit("window")
	start := time.Now().Truncate(time.Second).Add(time.Second)
	at(start, 2)
	for range 9 {
		hystrix.Do("errors", func() error { return errors.New("broken") }, nil)
	}
	at(start, 3)
	fail(5) // in second 0
	at(start, 57)
	fail(4) // in second 5
	fmt.Println("nine:", circuit.IsOpen())
	at(start, 103) // second 10: what second 0 has counted still counts
	apart, _, _ := hystrix.GetCircuit("errors")
	fmt.Println("a share above 100 percent, before:", apart.IsOpen())
	hystrix.Do("errors", func() error { return nil }, nil)
	time.Sleep(20 * time.Millisecond)
	fmt.Println("and after one that works, which drops old requests, but no errors:", apart.IsOpen())
	fail(1) // drops second 0
	fmt.Println("five:", circuit.IsOpen())
	at(start, 113)
	fail(4)
	fmt.Println("nine again:", circuit.IsOpen())
	fail(1)
	fmt.Println("ten:", circuit.IsOpen())
}
