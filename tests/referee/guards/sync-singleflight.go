// singleflight: who shares a call, what Forget does, and how panics and Goexit reach those who wait.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

const ms = time.Millisecond

var g singleflight.Group

// several has so many ask for the key at the same time.
func several(n int, ask func(number int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			time.Sleep(time.Duration(i) * 20 * ms)
			ask(i)
		})
	}
	all.Wait()
}

func main() {
	v, err, shared := g.Do("alone", func() (any, error) { return 7, nil })
	fmt.Println(v, err, shared)

	calls := 0
	var mu sync.Mutex
	slow := func() (any, error) {
		mu.Lock()
		calls++
		mu.Unlock()
		time.Sleep(200 * ms)
		return "value", errors.New("and an error")
	}
	var answers [4]string
	several(4, func(i int) {
		v, err, shared := g.Do("key", slow)
		answers[i] = fmt.Sprint(v, ", ", err, ", ", shared)
	})
	fmt.Println(calls, "call:", strings.Join(answers[:], "; "))
	several(2, func(i int) {
		v, _, shared := g.Do(fmt.Sprint("key", i), slow)
		answers[i] = fmt.Sprint(v, shared)
	})
	fmt.Println(calls, "calls:", answers[0], answers[1])

	// By channel.
	one, two := g.DoChan("chan", slow), g.DoChan("chan", slow)
	fmt.Println(<-one, <-two, calls)
	fmt.Println(<-g.DoChan("alone", func() (any, error) { return 1, nil }))

	// Who comes after Forget makes a call of their own.
	three := g.DoChan("forget", slow)
	time.Sleep(50 * ms)
	g.Forget("forget")
	four := g.DoChan("forget", slow)
	fmt.Println(<-three, <-four, calls)

	// Who waits does so at a WaitGroup.
	seen := make(chan string, 1)
	time.AfterFunc(100*ms, func() {
		buf := make([]byte, 1<<16)
		seen <- string(buf[:runtime.Stack(buf, true)])
	})
	several(3, func(int) { g.Do("seen", slow) })
	at := map[string]int{}
	for _, stack := range strings.Split(<-seen, "\n\n") {
		if strings.Contains(stack, "singleflight.(*Group).Do(") {
			_, state, _ := strings.Cut(stack, "[")
			state, _, _ = strings.Cut(state, "]")
			at[state]++
		}
	}
	fmt.Println(at)

	// A panic reaches everybody, Goexit too.
	several(3, func(i int) {
		defer func() {
			err, _ := recover().(error)
			text, _, _ := strings.Cut(err.Error(), "\n")
			answers[i] = fmt.Sprint(text, " ", errors.Is(err, errBroken))
		}()
		g.Do("panic", func() (any, error) { time.Sleep(100 * ms); panic(errBroken) })
	})
	fmt.Println(strings.Join(answers[:3], "; "))
	ended := 0
	several(3, func(i int) {
		defer func() { mu.Lock(); ended++; mu.Unlock() }()
		var quit sync.WaitGroup
		quit.Go(func() {
			g.Do("exit", func() (any, error) { time.Sleep(100 * ms); runtime.Goexit(); return nil, nil })
			fmt.Println("nobody gets here")
		})
		quit.Wait()
	})
	fmt.Println("ended:", ended)
	v, err, shared = g.Do("panic", func() (any, error) { return "well again", nil })
	fmt.Println(v, err, shared)
}

var errBroken = errors.New("broken")
