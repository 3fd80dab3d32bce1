// The time limits of a server of net/http, and what its clients see of them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

const ms = time.Millisecond

// serve starts a server with these limits; the handler sleeps as long as its
// request says.
func serve(limits http.Server) (*http.Server, string) {
	server := &http.Server{
		ReadTimeout:       limits.ReadTimeout,
		ReadHeaderTimeout: limits.ReadHeaderTimeout,
		WriteTimeout:      limits.WriteTimeout,
		IdleTimeout:       limits.IdleTimeout,
	}
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d, _ := time.ParseDuration(r.URL.Query().Get("sleep"))
		time.Sleep(d)
		fmt.Fprint(w, r.RemoteAddr)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go server.Serve(listener)
	return server, listener.Addr().String()
}

func get(client *http.Client, addr, query string) string {
	resp, err := client.Get("http://" + addr + "/?" + query)
	if errors.Is(err, io.EOF) {
		return "EOF"
	}
	if err != nil {
		return "failed"
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return string(body)
}

// same tells whether two requests, with a pause between them, share a connection.
func same(limits http.Server, pause time.Duration) bool {
	_, addr := serve(limits)
	client := &http.Client{Transport: &http.Transport{}}
	first := get(client, addr, "")
	time.Sleep(pause)
	return get(client, addr, "") == first
}

// lives tells whether the server still has a connection that said nothing for
// so long. If it has, Shutdown waits for it.
func lives(limits http.Server, pause time.Duration) bool {
	server, addr := serve(limits)
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	time.Sleep(pause)
	ctx, cancel := context.WithTimeout(context.Background(), 300*ms)
	defer cancel()
	return server.Shutdown(ctx) != nil
}

func main() {
	idle := http.Server{IdleTimeout: 300 * ms}
	fmt.Println("idle timeout, pauses of 100 ms and 600 ms:", same(idle, 100*ms), same(idle, 600*ms))
	read := http.Server{ReadTimeout: 300 * ms}
	fmt.Println("read timeout, the same:", same(read, 100*ms), same(read, 600*ms))
	both := http.Server{ReadTimeout: 100 * ms, IdleTimeout: 900 * ms}
	fmt.Println("both, pauses of 400 ms and 1300 ms:", same(both, 400*ms), same(both, 1300*ms))

	fmt.Println("silent for 200 ms and 600 ms, no limit:", lives(http.Server{}, 200*ms), lives(http.Server{}, 600*ms))
	long := http.Server{ReadTimeout: 900 * ms}
	fmt.Println("read timeout of 900 ms, silent for 100 ms and 1300 ms:", lives(long, 100*ms), lives(long, 1300*ms))
	header := http.Server{ReadHeaderTimeout: 900 * ms, IdleTimeout: time.Hour}
	fmt.Println("header timeout, the same:", lives(header, 100*ms), lives(header, 1300*ms))
	fmt.Println("idle timeout only:", lives(idle, 600*ms))
	alone := http.Server{ReadHeaderTimeout: 900 * ms}
	fmt.Println("header timeout alone, silent for 100 ms and 1300 ms:", lives(alone, 100*ms), lives(alone, 1300*ms))
	fmt.Println("it does not concern pauses of 100 ms and 1300 ms:", same(alone, 100*ms), same(alone, 1300*ms))

	_, addr := serve(http.Server{WriteTimeout: 300 * ms})
	client := &http.Client{Transport: &http.Transport{}}
	fmt.Println("write timeout, in time:", get(client, addr, "sleep=100ms") != "EOF")
	fmt.Println("too late:", get(client, addr, "sleep=600ms"))
	_, addr = serve(http.Server{ReadTimeout: 300 * ms})
	fmt.Println("a handler may take longer than the read timeout:", get(client, addr, "sleep=600ms") != "EOF")
}
