// One P: the latest goroutine first, the others in order; more than 256 overflow to the global queue;
// Gosched goes behind all of them.
package main

import (
	"fmt"
	"runtime"
)

var log []int

// ranges shortens runs of consecutive numbers.
func ranges(nums []int) {
	for i := 0; i < len(nums); {
		j := i
		for j+1 < len(nums) && nums[j+1] == nums[j]+1 {
			j++
		}
		if j > i {
			fmt.Print(nums[i], "-", nums[j], " ")
		} else {
			fmt.Print(nums[i], " ")
		}
		i = j + 1
	}
	fmt.Println()
}

func spawn(n int) {
	log = nil
	done := make(chan bool)
	for i := range n {
		go func() {
			log = append(log, i)
			if len(log) == n {
				done <- true
			}
		}()
	}
	<-done
	ranges(log)
}

func main() {
	runtime.GOMAXPROCS(1)
	spawn(6)
	spawn(200)
	for i := range 3 {
		go func() { fmt.Print("g", i, " ") }()
	}
	fmt.Print("before ")
	runtime.Gosched()
	fmt.Println("after")
	turn := func(name string, done chan bool) {
		for i := range 3 {
			fmt.Print(name, i, " ")
			runtime.Gosched()
		}
		done <- true
	}
	done := make(chan bool, 2)
	go turn("a", done)
	go turn("b", done)
	<-done
	<-done
	fmt.Println()
}
