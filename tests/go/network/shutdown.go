// How a server of net/http ends: what Shutdown waits for, what it does not,
// and what its clients see of it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"syscall"
	"time"
)

const ms = time.Millisecond

// about rounds a time, so that a busy machine does not show.
func about(d time.Duration) time.Duration { return d.Round(100 * ms) }

// A service answers at /slow after 300 ms and elsewhere at once.
type service struct {
	http.Server
	base   string
	served chan error
	began  time.Time
	ended  atomic.Int64 // when Serve returned, since the beginning
	ctxErr atomic.Value // what the slow handler's context said at its end
	conns  atomic.Int64
}

func start() *service {
	s := &service{served: make(chan error, 1), began: time.Now()}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.RemoteAddr) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(300 * ms)
		s.ctxErr.Store(fmt.Sprint(r.Context().Err()))
		io.WriteString(w, "slow")
	})
	s.Handler = mux
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	s.base = "http://" + listener.Addr().String()
	go func() {
		err := s.Serve(listener)
		s.ended.Store(int64(time.Since(s.began)))
		s.served <- err
	}()
	return s
}

// get is what a request comes to.
func get(client *http.Client, url string) string {
	resp, err := client.Get(url)
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "refused"
	case errors.Is(err, io.EOF):
		return "EOF"
	case err != nil:
		return "failed"
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if resp.Close {
		return fmt.Sprintf("%d %s, connection closes", resp.StatusCode, body)
	}
	return fmt.Sprintf("%d, connection stays", resp.StatusCode)
}

func client() *http.Client { return &http.Client{Transport: &http.Transport{}} }

func inFlight() {
	s := start()
	kept, slow := client(), client()
	fmt.Println("before:", get(kept, s.base))
	answer := make(chan string)
	go func() { answer <- get(slow, s.base+"/slow") }()
	time.Sleep(100 * ms)
	hooked := make(chan bool, 1)
	s.RegisterOnShutdown(func() {
		hooked <- true
		time.Sleep(time.Hour) // Nobody waits for it.
	})
	done := make(chan error)
	go func() { done <- s.Shutdown(context.Background()) }()
	err := <-s.served
	fmt.Println("Serve:", err, err == http.ErrServerClosed, "after", about(time.Duration(s.ended.Load())))
	fmt.Println("hook:", <-hooked)
	fmt.Println("a new connection:", get(client(), s.base))
	fmt.Println("a kept connection:", get(kept, s.base))
	fmt.Println("in flight:", <-answer, "with context", s.ctxErr.Load())
	err = <-done
	// It looks after 1, 3, 7, 15, 31, 63, 127, 255 ms, and up to a tenth more.
	took := time.Since(s.began)
	fmt.Println("Shutdown:", err, "after the request:", took >= 300*ms, "less than 1 s:", took < time.Second)
	fmt.Println("again:", s.ListenAndServe())
}

func withDeadline() {
	s := start()
	answer := make(chan string)
	go func() { answer <- get(client(), s.base+"/slow") }()
	time.Sleep(100 * ms)
	ctx, cancel := context.WithTimeout(context.Background(), 100*ms)
	defer cancel()
	err := s.Shutdown(ctx)
	fmt.Println("Shutdown:", err, "after", about(time.Since(s.began)))
	fmt.Println("in flight:", <-answer)
	fmt.Println("a second Shutdown:", s.Shutdown(context.Background()))
}

func closed() {
	s := start()
	answer := make(chan string)
	go func() { answer <- get(client(), s.base+"/slow") }()
	time.Sleep(100 * ms)
	fmt.Println("Close:", s.Close())
	fmt.Println("Serve:", <-s.served)
	fmt.Println("in flight:", <-answer, "after", about(time.Since(s.began)))
	time.Sleep(300 * ms)
	fmt.Println("its context:", s.ctxErr.Load())
}

// silent connections count as busy for five seconds.
func silent() {
	s := start()
	conn, err := net.Dial("tcp", s.base[len("http://"):])
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	time.Sleep(100 * ms)
	err = s.Shutdown(context.Background())
	took := time.Since(s.began)
	fmt.Println("Shutdown:", err, "after more than 5 s:", took > 5*time.Second, "less than 8 s:", took < 8*time.Second)
}

func main() {
	for _, part := range []struct {
		name string
		run  func()
	}{{"a request in flight", inFlight}, {"a deadline", withDeadline}, {"Close", closed}, {"a silent connection", silent}} {
		fmt.Println(part.name)
		part.run()
	}
}
