// Contexts of connections and requests that a server is given, and what it tells of its connections.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

type key string

func main() {
	var mu sync.Mutex
	var log []string
	numbers := map[string]int{}
	note := func(c net.Conn, what string) {
		mu.Lock()
		defer mu.Unlock()
		peer := c.RemoteAddr().String()
		if numbers[peer] == 0 {
			numbers[peer] = len(numbers) + 1
		}
		log = append(log, fmt.Sprintf("%d %s", numbers[peer], what))
	}
	show := func(name string) {
		time.Sleep(20 * time.Millisecond)
		mu.Lock()
		defer mu.Unlock()
		fmt.Println(name+":", strings.Join(log, ", "))
		log = nil
	}

	base, cancelBase := context.WithCancelCause(context.WithValue(context.Background(), key("base"), "b"))
	var mux http.ServeMux
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		fmt.Fprint(w, ctx.Value(key("base")), ctx.Value(key("conn")), ctx.Value(http.ServerContextKey) != nil)
	})
	mux.HandleFunc("/wait", func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		fmt.Fprint(w, context.Cause(r.Context()))
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	server := &http.Server{
		Handler: &mux,
		BaseContext: func(of net.Listener) context.Context {
			fmt.Println("base of", of.Addr().String() == l.Addr().String())
			return base
		},
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			note(c, "context "+c.RemoteAddr().Network())
			if c.LocalAddr().String() != l.Addr().String() {
				fmt.Println("dialled at", c.LocalAddr())
			}
			return context.WithValue(ctx, key("conn"), len(numbers))
		},
		ConnState: func(c net.Conn, state http.ConnState) { note(c, state.String()) },
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()

	get := func(client *http.Client, path string) {
		resp, err := client.Get("http://" + l.Addr().String() + path)
		if err != nil {
			fmt.Println(err)
			return
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Printf("%s %q\n", path, body)
	}
	kept := &http.Client{Transport: &http.Transport{}}
	get(kept, "/")
	show("first")
	get(kept, "/again")
	show("the same connection")
	get(&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, "/")
	show("one for one request")
	kept.CloseIdleConnections()
	show("the client closes")

	time.AfterFunc(50*time.Millisecond, func() { cancelBase(fmt.Errorf("we are closing")) })
	get(kept, "/wait")
	show("the base is cancelled")
	fmt.Println(server.Shutdown(context.Background()), <-served)
	show("shut down")

	nothing := &http.Server{BaseContext: func(net.Listener) context.Context { return nil }}
	defer func() { fmt.Println(recover()) }()
	l, _ = net.Listen("tcp", "127.0.0.1:0")
	nothing.Serve(l)
}
