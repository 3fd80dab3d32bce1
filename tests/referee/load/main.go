// Load is the closed-loop load of Tidepool's scenarios, for a real server.
// Each client sends a request, waits for its answer or gives up, and sends the
// next one at once. At the end it prints how the requests ended.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"sync/atomic"
	"syscall"
	"time"
)

func main() {
	url := flag.String("url", "http://127.0.0.1:8080/orders", "what to ask for")
	clients := flag.Int("clients", 50, "number of clients")
	timeout := flag.Duration("timeout", 0, "a client gives up after this; 0: never")
	ramp := flag.Duration("ramp", 0, "clients start evenly over this time")
	duration := flag.Duration("duration", 30*time.Second, "length of the run")
	after := flag.String("after", "", "what to ask for and print when the time is over, while the clients go on")
	flag.Parse()

	client := &http.Client{
		Timeout:   *timeout,
		Transport: &http.Transport{MaxIdleConns: *clients, MaxIdleConnsPerHost: *clients},
	}
	var completed, failed atomic.Int64
	for i := range *clients {
		start := *ramp * time.Duration(i) / time.Duration(*clients)
		go func() {
			time.Sleep(start)
			for {
				if get(client, *url) {
					completed.Add(1)
				} else {
					failed.Add(1)
				}
			}
		}()
	}
	time.Sleep(*duration)
	c, f := completed.Load(), failed.Load()
	fmt.Printf("completed=%d failed=%d failed_percent=%.1f\n", c, f, 100*float64(f)/float64(c+f))
	if *after != "" {
		show(*after)
	}
}

// show prints what is at url, and how long this process has had a processor.
func show(url string) {
	response, err := http.Get(url)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		log.Fatal(err)
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		log.Fatal(err)
	}
	busy := time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
	fmt.Printf("client_cpu_ms = %.4f\n", float64(busy)/float64(time.Millisecond))
}

// get says whether the answer came in time and was no server error.
func get(client *http.Client, url string) bool {
	response, err := client.Get(url)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return err == nil && response.StatusCode < 500
}
