// What a client of net/http sends and gets: methods, bodies, headers, lengths, redirections, chunks.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sort"
	"strings"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "hello, %s\n", r.URL.Query().Get("name"))
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		w.Header().Set("X-Method", r.Method)
		w.Header().Set("X-Length", fmt.Sprint(r.ContentLength))
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, "%s %v", body, err)
	})
	mux.HandleFunc("/headers", func(w http.ResponseWriter, r *http.Request) {
		var names []string
		for name, values := range r.Header {
			names = append(names, fmt.Sprintf("%s=%s", name, strings.Join(values, "|")))
		}
		sort.Strings(names)
		fmt.Fprint(w, r.Method, " ", r.RequestURI, " ", r.Proto, " ", strings.Join(names, "; "))
	})
	mux.HandleFunc("/json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]int{"price": 42})
	})
	mux.HandleFunc("/long", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, strings.Repeat("x", 3000))
	})
	mux.HandleFunc("/fits", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, strings.Repeat("x", 2048))
	})
	mux.HandleFunc("/flushed", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "ab")
		w.(http.Flusher).Flush()
		fmt.Fprint(w, "cd")
	})
	mux.HandleFunc("/none", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<html> </html>") })
	mux.HandleFunc("/bytes", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte{0, 1, 2}) })
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/headers", http.StatusFound)
	})
	mux.HandleFunc("/again", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/echo", http.StatusTemporaryRedirect)
	})
	mux.HandleFunc("/circle", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/circle", http.StatusSeeOther)
	})
	mux.HandleFunc("/broken", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "no stock", http.StatusServiceUnavailable)
	})

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go http.Serve(listener, mux)
	host := listener.Addr().String()
	base := "http://" + host
	plain := func(text string) string { return strings.ReplaceAll(text, host, "HOST") }

	show := func(name string, resp *http.Response, err error) {
		if err != nil {
			fmt.Println(name, "error:", plain(err.Error()))
			return
		}
		body, err := io.ReadAll(resp.Body)
		fmt.Println(name, resp.Status, resp.Proto, resp.ContentLength, resp.TransferEncoding, resp.Close,
			resp.Header.Get("Content-Type"), resp.Header.Get("Content-Length"), resp.Header.Get("Date") != "")
		if len(body) > 300 {
			fmt.Println("  long body:", len(body), err)
		} else {
			fmt.Printf("  %q %v\n", plain(string(body)), err)
		}
		resp.Body.Close()
	}

	resp, err := http.Get(base + "/hello?name=pool")
	show("get", resp, err)
	resp, err = http.Post(base+"/echo", "text/plain", strings.NewReader("some text"))
	show("post", resp, err)
	fmt.Println(resp.Header.Get("X-Method"), resp.Header.Get("X-Length"))
	resp, err = http.Post(base+"/echo", "text/plain", io.MultiReader(strings.NewReader("un"), strings.NewReader("sized")))
	show("unsized", resp, err)
	resp, err = http.PostForm(base+"/headers", url.Values{"a": {"1", "2"}})
	show("form", resp, err)
	resp, err = http.Head(base + "/long")
	show("head long", resp, err)
	resp, err = http.Head(base + "/hello")
	show("head", resp, err)
	resp, err = http.Post(base+"/hello", "text/plain", nil)
	show("not allowed", resp, err)
	fmt.Println(resp.Header.Get("Allow"))
	for _, path := range []string{"/headers", "/json", "/long", "/fits", "/flushed", "/none", "/page", "/bytes", "/away", "/broken", "/missing"} {
		resp, err = http.Get(base + path)
		show(path, resp, err)
	}
	resp, err = http.Get(base + "/circle")
	fmt.Println(resp.StatusCode, plain(err.Error()))
	resp, err = http.Post(base+"/again", "text/plain", strings.NewReader("twice"))
	show("again", resp, err)
	fmt.Println(resp.Header.Get("X-Method"), plain(resp.Request.URL.String()))

	stay := &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err = stay.Get(base + "/away")
	show("stay", resp, err)
	location, err := resp.Location()
	fmt.Println(plain(location.String()), err)
	refuse := &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		return errors.New("not further than " + via[0].URL.Path)
	}}
	_, err = refuse.Get(base + "/away")
	fmt.Println(plain(err.Error()))

	req, err := http.NewRequest("PUT", base+"/headers", nil)
	fmt.Println(req.Method, req.Proto, plain(req.Host), req.ContentLength, req.Body, err)
	req.Header.Set("X-Token", "secret")
	req.Header.Add("X-Token", "other")
	req.Header.Set("User-Agent", "tidepool")
	resp, err = http.DefaultClient.Do(req)
	show("put", resp, err)

	resp, err = http.Get(base + "/json")
	var answer struct{ Price int }
	fmt.Println(json.NewDecoder(resp.Body).Decode(&answer), answer, err)
	fmt.Println(resp.Body.Close(), resp.Body.Close())
	_, err = resp.Body.Read(make([]byte, 1))
	fmt.Println(err)

	resp, err = http.Get(base + "/hello?name=pool")
	part := make([]byte, 5)
	for {
		n, err := resp.Body.Read(part)
		fmt.Printf("%q %v\n", part[:n], err)
		if err != nil {
			break
		}
	}
	resp.Body.Close()
}
