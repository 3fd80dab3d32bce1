package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Add(1)
		go func() {
			fmt.Print(i, " ")
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println()
	ch := make(chan int)
	done := make(chan bool)
	go func() {
		for v := range ch {
			fmt.Print("r", v, " ")
		}
		done <- true
	}()
	for i := range 4 {
		fmt.Print("s", i, " ")
		ch <- i
		fmt.Print("a", i, " ")
	}
	close(ch)
	<-done
	fmt.Println()
}
