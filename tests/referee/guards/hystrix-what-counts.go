// G3: failures, timeouts, rejections and short circuits are errors; contexts that end are only requests. Fallbacks.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/afex/hystrix-go/hystrix"
)

var broken = errors.New("broken")

// open reports whether five such commands open a circuit that wants four requests.
func open(name string, command func(name string) error) {
	hystrix.ConfigureCommand(name, hystrix.CommandConfig{
		RequestVolumeThreshold: 4, Timeout: 100, MaxConcurrentRequests: 1,
	})
	for range 4 {
		fmt.Println(name, command(name))
		time.Sleep(10 * time.Millisecond)
	}
	circuit, _, _ := hystrix.GetCircuit(name)
	fmt.Println(name, "open:", circuit.IsOpen())
}

func main() {
	open("failure", func(name string) error { return hystrix.Do(name, func() error { return broken }, nil) })
	open("timeout", func(name string) error {
		return hystrix.Do(name, func() error { time.Sleep(150 * time.Millisecond); return nil }, nil)
	})
	open("canceled", func(name string) error {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(20*time.Millisecond, cancel)
		return hystrix.DoC(ctx, name, func(ctx context.Context) error {
			time.Sleep(60 * time.Millisecond)
			return ctx.Err()
		}, nil)
	})
	open("deadline", func(name string) error {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		return hystrix.DoC(ctx, name, func(ctx context.Context) error {
			time.Sleep(60 * time.Millisecond)
			return nil
		}, nil)
	})
	open("told", func(name string) error { return hystrix.Do(name, func() error { return context.Canceled }, nil) })
	hold := make(chan bool)
	open("rejected", func(name string) error {
		if c, fresh, _ := hystrix.GetCircuit(name); fresh {
			hystrix.ConfigureCommand(name, hystrix.CommandConfig{RequestVolumeThreshold: 4, Timeout: 10000})
			hystrix.Go(c.Name, func() error { <-hold; return nil }, nil)
			time.Sleep(10 * time.Millisecond)
		}
		return hystrix.Do(name, func() error { return nil }, nil)
	})
	close(hold)

	// A fallback takes the error's place, and its success counts for nothing.
	open("fallback", func(name string) error {
		return hystrix.Do(name, func() error { return broken }, func(err error) error {
			fmt.Println("  instead of:", err)
			return nil
		})
	})
	fmt.Println(hystrix.Do("fallback", func() error { return nil }, func(err error) error { return err }))
	fmt.Println(hystrix.Do("fallback", func() error { return nil }, func(err error) error { return broken }))
	var circuitError hystrix.CircuitError
	err := hystrix.Do("fallback", func() error { return nil }, nil)
	fmt.Println(errors.As(err, &circuitError), err == hystrix.ErrCircuitOpen)
	err = hystrix.DoC(context.WithValue(context.Background(), "user", 7), "context", func(ctx context.Context) error {
		return fmt.Errorf("user %v", ctx.Value("user"))
	}, func(ctx context.Context, err error) error {
		return fmt.Errorf("%w of %v", err, ctx.Value("user"))
	})
	fmt.Println(err)
}
