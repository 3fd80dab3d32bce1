package main

import (
	"fmt"
	"sync"
)

func main() {
	jobs := make(chan int, 10)
	results := make(chan int, 10)
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				results <- j*j + 0*w
			}
		}()
	}
	go func() {
		for i := 1; i <= 50; i++ {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println(sum)
	var mu sync.Mutex
	n := 0
	for range 100 {
		wg.Add(1)
		go func() {
			mu.Lock()
			defer mu.Unlock()
			n++
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(n)
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
}
