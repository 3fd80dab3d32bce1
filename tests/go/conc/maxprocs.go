// GOMAXPROCS(n) says what it was; with one P goroutines run one after the other, whatever ran before.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// order lets five goroutines write down their numbers.
func order() (numbers []int) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			numbers = append(numbers, i)
		})
	}
	wg.Wait()
	return numbers
}

// ring passes a number round until it is used up; each member spins.
func ring(members, rounds int) {
	var turn atomic.Int64
	var wg sync.WaitGroup
	for i := range members {
		wg.Go(func() {
			for n := i; n < rounds; n += members {
				for turn.Load() != int64(n) {
					runtime.Gosched()
				}
				turn.Add(1)
			}
		})
	}
	wg.Wait()
}

func main() {
	runtime.GOMAXPROCS(4)
	fmt.Println(runtime.GOMAXPROCS(0), runtime.GOMAXPROCS(-1), runtime.GOMAXPROCS(3), runtime.GOMAXPROCS(2))
	ring(3, 100)
	fmt.Println(runtime.GOMAXPROCS(1))
	fmt.Println(order())
	ring(3, 100)

	// Whoever reduces the Ps goes on, on whichever P it was.
	runtime.GOMAXPROCS(4)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for end := time.Now().Add(time.Millisecond); time.Now().Before(end); {
			}
			runtime.GOMAXPROCS(i%4 + 1)
			ring(2, 10)
		})
	}
	wg.Wait()
	runtime.GOMAXPROCS(1)
	fmt.Println(order())
}
