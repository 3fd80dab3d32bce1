package main

// A ticker to which nobody listens does not count.
import "time"

func main() {
	t := time.NewTicker(time.Millisecond)
	_ = t
	<-make(chan int)
}
