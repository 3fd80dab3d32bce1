package main

// While a timer runs there is no deadlock; when it has fired there is.
import (
	"fmt"
	"time"
)

func main() {
	time.AfterFunc(20*time.Millisecond, func() { fmt.Println("fired") })
	<-make(chan int)
}
