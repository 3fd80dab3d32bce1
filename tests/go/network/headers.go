// What of a handler's header is sent and when, which lengths it may tell, and what a client gets of an answer that breaks off.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sort"
	"strings"
	"time"
)

var client = &http.Client{}

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	mux := http.NewServeMux()
	mux.HandleFunc("/status", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Early", "1")
		w.WriteHeader(201)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Late", "1")
		w.Header().Del("X-Early")
		fmt.Fprint(w, "text ", len(w.Header()))
	})
	mux.HandleFunc("/untouched", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(202)
		w.Header().Set("X-Late", "1")
	})
	mux.HandleFunc("/write", func(w http.ResponseWriter, r *http.Request) {
		w.Header()["X-Values"] = []string{"a", "b"}
		fmt.Fprint(w, "text")
		w.Header()["X-Values"][0] = "changed"
		w.Header().Set("Content-Type", "application/json")
	})
	mux.HandleFunc("/empty", func(w http.ResponseWriter, r *http.Request) {
		w.Write(nil)
		w.Header().Set("X-Late", "1")
	})
	mux.HandleFunc("/flush", func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		w.Header().Set("X-Late", "1")
		w.Header().Set("Connection", "close")
		fmt.Fprint(w, "text")
	})
	mux.HandleFunc("/early", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Before", "1")
		w.WriteHeader(103)
		w.Header().Set("X-After", "1")
		w.WriteHeader(200)
		w.Header().Set("X-Late", "1")
	})
	mux.HandleFunc("/nothing", func(w http.ResponseWriter, r *http.Request) {})
	mux.HandleFunc("/some", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "some") })
	mux.HandleFunc("/long", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, strings.Repeat("x", 5000)) })
	mux.HandleFunc("/none", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "7")
		w.Header().Set("Content-Type", "text/odd")
		w.WriteHeader(204)
		_, err := fmt.Fprint(w, "x")
		fmt.Println(err, errors.Is(err, http.ErrBodyNotAllowed))
	})
	mux.HandleFunc("/unchanged", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "7")
		w.Header().Set("Content-Type", "text/odd")
		w.WriteHeader(304)
	})
	mux.HandleFunc("/tells", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", r.URL.Query().Get("length"))
		for _, text := range []string{"0123", "4567"} {
			n, err := io.WriteString(w, text)
			fmt.Println("wrote", n, err)
		}
	})
	mux.HandleFunc("/panics", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "kept")
		panic(http.ErrAbortHandler)
	})
	mux.HandleFunc("/breaks", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Early", "1")
		if length := r.URL.Query().Get("length"); length != "" {
			w.Header().Set("Content-Length", length)
		}
		fmt.Fprint(w, "flushed")
		w.(http.Flusher).Flush()
		fmt.Fprint(w, "not flushed")
		time.Sleep(20 * time.Millisecond)
		panic(http.ErrAbortHandler)
	})

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go http.Serve(listener, mux)
	base := "http://" + listener.Addr().String()
	plain := func(err error) string { return strings.ReplaceAll(fmt.Sprint(err), base, "BASE") }

	for _, ask := range []string{
		"GET /status", "GET /untouched", "GET /write", "GET /empty", "GET /flush", "GET /early", "GET /nothing", "HEAD /nothing",
		"GET /some", "HEAD /some", "HEAD /long", "HEAD /write", "HEAD /flush", "GET /none", "HEAD /none", "GET /unchanged",
		"GET /tells?length=8", "GET /tells?length=-5", "GET /tells?length=many", "GET /tells?length=5", "GET /tells?length=12",
		"HEAD /tells?length=12", "GET /tells?length=0", "GET /panics", "GET /breaks", "GET /breaks?length=7", "GET /breaks?length=9", "HEAD /breaks",
		"GET /some",
	} {
		method, path, _ := strings.Cut(ask, " ")
		req, err := http.NewRequest(method, base+path, nil)
		if err != nil {
			fmt.Println(err)
			continue
		}
		resp, err := client.Do(req)
		if err != nil {
			fmt.Println(ask, "fails:", plain(err), errors.Is(err, io.EOF))
			continue
		}
		show(ask, resp)
	}

	slow := &http.Client{Timeout: 100 * time.Millisecond}
	resp, err := slow.Get(base + "/breaks")
	fmt.Println(err)
	time.Sleep(200 * time.Millisecond)
	body, err := io.ReadAll(resp.Body)
	fmt.Printf("%q %v\n", body, err != nil)
	resp.Body.Close()
}

func show(ask string, resp *http.Response) {
	body, err := io.ReadAll(resp.Body)
	if len(body) > 20 {
		body = append(body[:20], "..."...)
	}
	var fields []string
	for name, values := range resp.Header {
		if name != "Date" {
			fields = append(fields, name+": "+strings.Join(values, ", "))
		}
	}
	sort.Strings(fields)
	fmt.Printf("%s %d, length %d %v, %q %v, closes %v\n", ask, resp.StatusCode, resp.ContentLength, resp.TransferEncoding, body, err,
		resp.Close)
	fmt.Println("  ", strings.Join(fields, "; "))
	fmt.Println("   close:", resp.Body.Close())
	again := make([]byte, 1)
	_, err = resp.Body.Read(again)
	fmt.Println("   read:", err)
}
