package main

func main() {
	c := make(chan int)
	c <- "a"
	var s string = <-c
	<-5
	5 <- c
	var r <-chan int = c
	r <- 1
	close(r)
	var w chan<- int = r
	_ = <-w
	for x, y := range c {
	}
	_ = c + 1
	c = make(chan string)
	_, _, _ = <-c
	_ = len(c, c)
}
