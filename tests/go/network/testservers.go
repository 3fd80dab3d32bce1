// How a test server closes: connections that serve no request at once, others when they have served it; and that it serves
// on when those of its clients are closed.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"time"
)

func main() {
	begun, left := make(chan bool), make(chan bool, 1)
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello") })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		begun <- true
		time.Sleep(300 * time.Millisecond)
		fmt.Fprint(w, "slow")
	})
	mux.HandleFunc("/waits", func(w http.ResponseWriter, r *http.Request) {
		begun <- true
		<-r.Context().Done()
		left <- true
	})
	ask := func(client *http.Client, url string) string {
		resp, err := client.Get(url)
		if err != nil {
			return "an error"
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		return fmt.Sprintf("%d %s %v", resp.StatusCode, body, err)
	}
	get := func(client *http.Client, url string) { fmt.Println(ask(client, url)) }
	since := func(start time.Time) time.Duration { return time.Since(start).Round(100 * time.Millisecond) }

	server := httptest.NewServer(mux)
	client := server.Client()
	get(client, server.URL)
	server.CloseClientConnections()
	get(client, server.URL)
	done := make(chan bool)
	client.CloseIdleConnections() // A request on a connection that was kept would be sent again.
	go func() {
		get(client, server.URL+"/waits")
		done <- true
	}()
	<-begun
	time.Sleep(10 * time.Millisecond)
	server.CloseClientConnections()
	<-done
	fmt.Println("the handler knows:", <-left)
	get(client, server.URL)

	// A connection that has not been used.
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	fmt.Println(err)
	time.Sleep(50 * time.Millisecond)
	start := time.Now()
	server.Close()
	fmt.Println("closed after", since(start))
	conn.Close()
	get(client, server.URL)
	server.Close()

	// A request that is under way.
	server = httptest.NewServer(mux)
	client = server.Client()
	said := make(chan string, 1)
	go func() { said <- ask(client, server.URL+"/slow") }()
	<-begun
	time.Sleep(10 * time.Millisecond)
	start = time.Now()
	server.Close()
	fmt.Println("closed after", since(start))
	fmt.Println(<-said)

	// A server's Close ends what its handlers wait for.
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	plain := &http.Server{Handler: mux}
	served := make(chan error, 1)
	go func() { served <- plain.Serve(listener) }()
	go func() { said <- ask(http.DefaultClient, "http://"+listener.Addr().String()+"/waits") }()
	<-begun
	time.Sleep(10 * time.Millisecond)
	fmt.Println(plain.Close())
	fmt.Println(<-served, <-said)
	fmt.Println("the handler knows:", <-left)
}
