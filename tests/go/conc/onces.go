// Once runs its function once, even if it panics; OnceFunc and OnceValue repeat the panic.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
)

func try(f func()) {
	defer func() { fmt.Println("recovered", recover()) }()
	f()
}

func main() {
	runtime.GOMAXPROCS(1)
	var once sync.Once
	try(func() { once.Do(func() { panic("first") }) })
	try(func() { once.Do(func() { fmt.Println("never") }) })
	n := 0
	f := sync.OnceFunc(func() { n++; panic(errors.New("bad")) })
	try(f)
	try(f)
	fmt.Println(n)
	v := sync.OnceValue(func() int { n++; return n })
	fmt.Println(v(), v())
	vs := sync.OnceValues(func() (string, error) { return "x", errors.New("e") })
	fmt.Println(vs())
	fmt.Println(vs())
	pv := sync.OnceValue(func() int { panic("value") })
	try(func() { pv() })
	try(func() { pv() })
	var slow sync.Once
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			slow.Do(func() {
				fmt.Println("begin", i)
				runtime.Gosched()
				fmt.Println("end")
			})
			fmt.Println("past", i)
		})
	}
	wg.Wait()
}
