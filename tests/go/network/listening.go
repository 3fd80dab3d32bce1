// Addresses that can be listened on, and what is wrong with others.
package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
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
}
