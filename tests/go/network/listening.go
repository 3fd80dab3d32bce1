// Addresses that can be listened on, and what is wrong with others.
package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"
)

func main() {
	for _, address := range []string{
		"8080", ":9090x", "9090x", ":70000", ":-1", "10.1.2.3:8080", ":", "", "a:b:c", "::1:80", "[::1]", "localhost:99999",
		"[::1]:0", "localhost:0", "127.0.0.1:0", "0.0.0.0:0", ":0", "127.0.0.2:0", "127.0.0.1:",
	} {
		listener, err := net.Listen("tcp", address)
		if err != nil {
			var wrong *net.AddrError
			var unknown *net.DNSError
			fmt.Printf("%q: %v, address %v, wrong %v, unknown %v\n", address, err, err.(*net.OpError).Addr,
				errors.As(err, &wrong), errors.As(err, &unknown))
			fmt.Println("  serve:", http.ListenAndServe(address, nil))
			continue
		}
		host, port, err := net.SplitHostPort(listener.Addr().String())
		fmt.Printf("%q: %s, any port %v, %v\n", address, host, len(port) == 5, err)
		listener.Close()
	}

	for _, first := range []string{":39080", "127.0.0.1:39080"} {
		listener, err := net.Listen("tcp", first)
		fmt.Println(first, err)
		for _, address := range []string{":39080", "localhost:39080", "0.0.0.0:39080", "[::1]:39080", "127.0.0.2:39080"} {
			second, err := net.Listen("tcp", address)
			fmt.Println("  ", address, err, errors.Is(err, syscall.EADDRINUSE))
			if err == nil {
				second.Close()
				continue
			}
			fmt.Println("  ", http.ListenAndServe(address, nil))
		}
		listener.Close()
	}

	four, err := net.Listen("tcp4", ":0")
	fmt.Println(strings.HasPrefix(four.Addr().String(), "0.0.0.0:"), err)
	for _, port := range []string{"x", "", "70000", "8080", "http"} {
		number, err := net.LookupPort("tcp", port)
		fmt.Println(number, err)
	}
	for _, address := range []string{"localhost:x", "localhost:70000", "localhost:"} {
		_, err := net.Dial("tcp", address)
		fmt.Println(err)
	}

	// A server on all addresses is reached by its own.
	all, err := net.Listen("tcp", ":0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go http.Serve(all, nil)
	res, err := http.Get("http://" + all.Addr().String() + "/")
	fmt.Println(res.StatusCode, err)

	// More listeners than there are ports, one after the other.
	for range 30_000 {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			fmt.Println(err)
			return
		}
		if port := listener.Addr().(*net.TCPAddr).Port; port < 1024 || port > 65535 {
			fmt.Println("port", port)
		}
		listener.Close()
	}

	// An address that is odd, and yet one.
	odd := &http.Server{Addr: ":-0"}
	served := make(chan error, 1)
	go func() { served <- odd.ListenAndServe() }()
	time.Sleep(50 * time.Millisecond)
	fmt.Println(len(served), odd.Close(), <-served)

	// Listeners that are closed before they are served, meanwhile, by the server, and behind it.
	closed := func(err error, address string) {
		var op *net.OpError
		text := strings.ReplaceAll(fmt.Sprint(err), address, "ADDRESS")
		fmt.Println(text, errors.As(err, &op), errors.Is(err, net.ErrClosed), errors.Is(err, http.ErrServerClosed))
	}
	for _, ends := range []struct {
		before, meanwhile func(*http.Server, net.Listener)
	}{
		{before: func(_ *http.Server, l net.Listener) { l.Close() }},
		{meanwhile: func(_ *http.Server, l net.Listener) { l.Close() }},
		{before: func(s *http.Server, _ net.Listener) { s.Close() }},
		{meanwhile: func(s *http.Server, _ net.Listener) { s.Close() }},
	} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			fmt.Println(err)
			return
		}
		server := &http.Server{}
		if ends.before != nil {
			ends.before(server, listener)
		}
		go func() { served <- server.Serve(listener) }()
		time.Sleep(50 * time.Millisecond)
		if ends.meanwhile != nil {
			ends.meanwhile(server, listener)
		}
		address := listener.Addr().String()
		closed(<-served, address)
		closed(listener.Close(), address)
		closed(server.Close(), address)
	}
}
