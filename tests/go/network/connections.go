// Which requests of a client share a connection, and which goroutines stay behind.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"time"
)

// seen counts the connections that the server meets.
type seen struct {
	mu    sync.Mutex
	conns map[string]bool
}

func (s *seen) note(r *http.Request) {
	s.mu.Lock()
	s.conns[r.RemoteAddr] = true
	s.mu.Unlock()
}

func (s *seen) take() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.conns)
	s.conns = map[string]bool{}
	return n
}

// loops counts the goroutines of client connections.
func loops() string {
	buf := make([]byte, 1<<20)
	stacks := string(buf[:runtime.Stack(buf, true)])
	return fmt.Sprintf("%d readLoop, %d writeLoop",
		strings.Count(stacks, "net/http.(*persistConn).readLoop("),
		strings.Count(stacks, "net/http.(*persistConn).writeLoop("))
}

func main() {
	met := &seen{conns: map[string]bool{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/small", func(w http.ResponseWriter, r *http.Request) {
		met.note(r)
		io.WriteString(w, "small")
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, r *http.Request) {
		met.note(r)
		io.WriteString(w, strings.Repeat("large", 100_000))
	})
	mux.HandleFunc("/empty", func(w http.ResponseWriter, r *http.Request) { met.note(r) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		met.note(r)
		time.Sleep(50 * time.Millisecond)
		io.WriteString(w, "slow")
	})
	mux.HandleFunc("/last", func(w http.ResponseWriter, r *http.Request) {
		met.note(r)
		w.Header().Set("Connection", "close")
		io.WriteString(w, "last")
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go http.Serve(listener, mux)
	base := "http://" + listener.Addr().String()
	settle := func() { time.Sleep(100 * time.Millisecond) }

	report := func(name string, transport *http.Transport, use func(*http.Client)) {
		met.take()
		client := &http.Client{Transport: transport}
		use(client)
		settle()
		fmt.Printf("%-34s %2d connections, %s", name, met.take(), loops())
		transport.CloseIdleConnections()
		settle()
		fmt.Printf("; idle ones closed: %s\n", loops())
	}
	repeat := func(path string, use func(*http.Response)) func(*http.Client) {
		return func(client *http.Client) {
			for range 5 {
				resp, err := client.Get(base + path)
				if err != nil {
					fmt.Println(err)
					return
				}
				use(resp)
			}
		}
	}
	read := func(resp *http.Response) {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	readOnly := func(resp *http.Response) { io.Copy(io.Discard, resp.Body) }
	closeOnly := func(resp *http.Response) { resp.Body.Close() }
	neither := func(resp *http.Response) {}

	report("read and closed", &http.Transport{}, repeat("/small", read))
	report("read, not closed", &http.Transport{}, repeat("/small", readOnly))
	report("closed, not read", &http.Transport{}, repeat("/small", closeOnly))
	report("large, read and closed", &http.Transport{}, repeat("/large", read))
	report("large, closed, not read", &http.Transport{}, repeat("/large", closeOnly))
	report("empty, neither", &http.Transport{}, repeat("/empty", neither))
	report("keep-alive switched off", &http.Transport{DisableKeepAlives: true}, repeat("/small", read))
	report("closed by the server", &http.Transport{}, repeat("/last", read))

	together := func(n int, path string) func(*http.Client) {
		return func(client *http.Client) {
			var all sync.WaitGroup
			for range n {
				all.Add(1)
				go func() {
					defer all.Done()
					resp, err := client.Get(base + path)
					if err != nil {
						fmt.Println(err)
						return
					}
					read(resp)
				}()
			}
			all.Wait()
		}
	}
	report("10 at once, 2 kept", &http.Transport{}, together(10, "/slow"))
	report("10 at once, 5 kept", &http.Transport{MaxIdleConnsPerHost: 5}, together(10, "/slow"))
	report("10 at once, 5 in all", &http.Transport{MaxIdleConnsPerHost: 10, MaxIdleConns: 5}, together(10, "/slow"))
	report("10 at once, 3 allowed", &http.Transport{MaxConnsPerHost: 3}, together(10, "/slow"))
	report("10 at once, none kept", &http.Transport{MaxIdleConnsPerHost: -1}, together(10, "/slow"))
	report("idle for too long", &http.Transport{IdleConnTimeout: 20 * time.Millisecond}, together(1, "/small"))

	// A body that is never closed keeps its connection, and with a limit nobody else gets one.
	leaky := &http.Transport{MaxConnsPerHost: 2}
	client := &http.Client{Transport: leaky}
	for range 2 {
		if _, err := client.Get(base + "/small"); err != nil {
			fmt.Println(err)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", base+"/small", nil)
	_, err = client.Do(req)
	fmt.Println(strings.ReplaceAll(err.Error(), base, "BASE"))
	fmt.Println("two bodies open:", loops())
	leaky.CloseIdleConnections()
	settle()
	fmt.Println("idle ones closed:", loops())

	// The client's timeout ends what the body keeps.
	limited := &http.Client{Transport: &http.Transport{}, Timeout: 80 * time.Millisecond}
	if _, err := limited.Get(base + "/small"); err != nil {
		fmt.Println(err)
	}
	fmt.Println("open, with a timeout:", loops())
	time.Sleep(150 * time.Millisecond)
	fmt.Println("after the timeout:", loops())
}
