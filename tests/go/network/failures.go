// How requests of a client fail: texts of the errors, and what they are.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"
)

func main() {
	log.SetOutput(io.Discard)
	left := make(chan error, 10)
	mux := http.NewServeMux()
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(300 * time.Millisecond):
			io.WriteString(w, "slow")
			left <- nil
		case <-r.Context().Done():
			left <- r.Context().Err()
		}
	})
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic("handler") })
	mux.HandleFunc("/small", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "small") })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go http.Serve(listener, mux)
	host := listener.Addr().String()
	base := "http://" + host

	show := func(name string, err error) {
		if err == nil {
			fmt.Println(name, "no error")
			return
		}
		var wrapped *url.Error
		var network net.Error
		fmt.Printf("%s: %s\n", name, strings.ReplaceAll(err.Error(), host, "HOST"))
		fmt.Printf("  url.Error %v, net.Error %v", errors.As(err, &wrapped), errors.As(err, &network))
		if errors.As(err, &network) {
			fmt.Printf(", timeout %v", network.Timeout())
		}
		fmt.Printf(", deadline %v, canceled %v\n",
			errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled))
	}
	get := func(client *http.Client, ctx context.Context, target string) error {
		req, err := http.NewRequestWithContext(ctx, "GET", target, nil)
		if err != nil {
			return err
		}
		resp, err := client.Do(req)
		if err != nil {
			return err
		}
		_, err = io.ReadAll(resp.Body)
		resp.Body.Close()
		return err
	}
	background := context.Background()
	client := func() *http.Client { return &http.Client{Transport: &http.Transport{}} }

	timed := client()
	timed.Timeout = 50 * time.Millisecond
	show("client's timeout", get(timed, background, base+"/slow"))
	fmt.Println("  the server saw:", <-left)

	ctx, cancel := context.WithTimeout(background, 50*time.Millisecond)
	show("context's deadline", get(client(), ctx, base+"/slow"))
	cancel()
	fmt.Println("  the server saw:", <-left)

	ctx, cancel = context.WithTimeout(background, 50*time.Millisecond)
	later := client()
	later.Timeout = time.Second
	show("both, the context's first", get(later, ctx, base+"/slow"))
	cancel()
	fmt.Println("  the server saw:", <-left)

	ctx, cancel = context.WithCancel(background)
	time.AfterFunc(50*time.Millisecond, cancel)
	show("cancelled", get(client(), ctx, base+"/slow"))
	fmt.Println("  the server saw:", <-left)
	show("cancelled before", get(client(), ctx, base+"/small"))

	ctx, cancelCause := context.WithCancelCause(background)
	time.AfterFunc(50*time.Millisecond, func() { cancelCause(errors.New("the other half failed")) })
	show("cancelled with a cause", get(client(), ctx, base+"/slow"))
	fmt.Println("  the server saw:", <-left)

	header := &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: 50 * time.Millisecond}}
	show("header's timeout", get(header, background, base+"/slow"))
	fmt.Println("  the server saw:", <-left)

	show("the handler panics", get(client(), background, base+"/panic"))
	kept := client()
	show("kept", get(kept, background, base+"/small"))
	show("panics on a kept connection", get(kept, background, base+"/panic"))

	// The body of an answer may be read after the deadline, as long as it has come.
	ctx, cancel = context.WithTimeout(background, 50*time.Millisecond)
	req, _ := http.NewRequestWithContext(ctx, "GET", base+"/small", nil)
	resp, err := client().Do(req)
	time.Sleep(100 * time.Millisecond)
	body, readErr := io.ReadAll(resp.Body)
	fmt.Printf("read late: %q %v %v\n", body, err, readErr)
	cancel()

	closed, err := net.Listen("tcp", "127.0.0.1:0")
	nobody := closed.Addr().String()
	closed.Close()
	err = get(client(), background, "http://"+nobody+"/")
	show("nobody listens", errors.New(strings.ReplaceAll(err.Error(), nobody, "NOBODY")))
	var op *net.OpError
	fmt.Println("  ", errors.As(err, &op), op.Op, op.Net, op.Source, op.Err, op.Timeout(), op.Temporary(),
		errors.Is(err, syscall.ECONNREFUSED))

	// A listener that nobody accepts from is closed: its end of the connection is reset.
	deaf, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	time.AfterFunc(50*time.Millisecond, func() { deaf.Close() })
	err = get(client(), background, "http://"+deaf.Addr().String()+"/")
	fmt.Println("reset:", errors.As(err, &op), op.Op, op.Net, op.Err, op.Timeout(), op.Temporary(),
		errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.ECONNREFUSED))
	for _, number := range []syscall.Errno{syscall.ECONNRESET, syscall.ECONNREFUSED, syscall.EHOSTUNREACH} {
		fmt.Println(int(number), number, number.Timeout(), number.Temporary())
	}
	err = get(client(), background, "http://shop.invalid/")
	var dns *net.DNSError
	fmt.Println("no host:", errors.As(err, &dns), dns.Name, dns.Err, dns.IsNotFound, dns.IsTimeout)

	for _, target := range []string{"ftp://x/", "/path", "http:///path", "http://a b/", "http://x:port/", "://", "http://x/%zz"} {
		show(target, get(client(), background, target))
	}
	_, err = http.NewRequest("BAD METHOD", base, nil)
	show("method", err)
	req, _ = http.NewRequest("GET", base, nil)
	req.Header["Bad Name"] = []string{"x"}
	_, err = client().Do(req)
	show("header name", err)
	req, _ = http.NewRequest("GET", base, nil)
	req.Header.Set("Name", "line\nbreak")
	_, err = client().Do(req)
	show("header value", err)
	req, _ = http.NewRequest("POST", base+"/small", io.NopCloser(strings.NewReader("five!")))
	req.ContentLength = 3
	_, err = client().Do(req)
	fmt.Println("wrong length:", err != nil)

	server := &http.Server{Handler: mux}
	second, _ := net.Listen("tcp", "127.0.0.1:0")
	go server.Serve(second)
	base2 := "http://" + second.Addr().String()
	host = second.Addr().String()
	idle := client()
	show("second server", get(idle, background, base2+"/small"))
	server.Close()
	time.Sleep(20 * time.Millisecond)
	err = get(idle, background, base2+"/small")
	show("second server closed", err)
}
