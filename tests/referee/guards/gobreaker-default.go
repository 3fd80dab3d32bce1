// G4: with nothing set it opens after the sixth failure in a row, for a minute.
package main

import (
	"errors"
	"fmt"

	"github.com/sony/gobreaker/v2"
)

func main() {
	cb := gobreaker.NewCircuitBreaker[string](gobreaker.Settings{Name: "users"})
	fmt.Println(cb.Name(), cb.State(), cb.Counts())
	broken := errors.New("broken")
	ask := func(err error) {
		answer, got := cb.Execute(func() (string, error) { return "asked", err })
		fmt.Printf("%q %v %v %+v\n", answer, got, cb.State(), cb.Counts())
	}
	for range 5 {
		ask(broken)
	}
	ask(nil)
	for range 8 {
		ask(broken)
	}
	fmt.Println(gobreaker.StateClosed, gobreaker.StateHalfOpen, gobreaker.StateOpen, gobreaker.State(7))
}
