package main

import (
	"fmt"
	"sync"
)

type job struct{ id, result int }

func worker(id int, jobs <-chan job, results chan<- job, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		j.result = j.id * j.id
		results <- j
	}
}

type account struct {
	sync.Mutex
	balance int
}

func (a *account) add(n int) {
	a.Lock()
	defer a.Unlock()
	a.balance += n
}

func gen(n int) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := 2; i < n; i++ {
			ch <- i
		}
	}()
	return ch
}

func filter(in <-chan int, p int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			if v%p != 0 {
				out <- v
			}
		}
	}()
	return out
}

func main() {
	jobs, results := make(chan job, 10), make(chan job, 10)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go worker(i, jobs, results, &wg)
	}
	for i := range 10 {
		jobs <- job{id: i}
	}
	close(jobs)
	go func() { wg.Wait(); close(results) }()
	sum := 0
	for r := range results {
		sum += r.result
	}
	fmt.Println(sum)
	a := &account{}
	var w2 sync.WaitGroup
	for range 100 {
		w2.Go(func() { a.add(1) })
	}
	w2.Wait()
	fmt.Println(a.balance)
	ch := gen(30)
	for {
		p, ok := <-ch
		if !ok {
			break
		}
		fmt.Print(p, " ")
		ch = filter(ch, p)
	}
	fmt.Println()
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	v := sync.OnceValue(func() int { fmt.Println("computed"); return 7 })
	fmt.Println(v(), v())
	res := make([]int, 5)
	var w3 sync.WaitGroup
	for i := range res {
		w3.Add(1)
		go func() {
			defer w3.Done()
			res[i] = i * i
		}()
	}
	w3.Wait()
	fmt.Println(res)
	errc := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				errc <- fmt.Errorf("caught %v", r)
			}
		}()
		var m map[string]int
		m["x"] = 1
	}()
	fmt.Println(<-errc)
}
