// What tests of handlers use: recorders, servers on free ports, and the detected type of a body.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

func main() {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Path", r.URL.Path)
		if len(body) > 0 {
			w.WriteHeader(http.StatusAccepted)
		}
		fmt.Fprintf(w, "%s %s %s %q", r.Method, r.Host, r.URL.RawQuery, body)
		w.Header().Set("X-Late", "too late")
	})
	show := func(res *http.Response) {
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		fmt.Printf("%s %q %v %d; path %q, late %q, type %q\n", res.Status, body, err, res.ContentLength,
			res.Header.Get("X-Path"), res.Header.Get("X-Late"), res.Header.Get("Content-Type"))
	}

	for _, req := range []*http.Request{
		httptest.NewRequest("GET", "/a?b=c", nil),
		httptest.NewRequest("POST", "http://shop.example/orders", strings.NewReader("one book")),
	} {
		fmt.Println(req.RemoteAddr, req.RequestURI, req.ContentLength, req.Proto)
		rec := httptest.NewRecorder()
		handler(rec, req)
		fmt.Println(rec.Code, rec.Body.String(), rec.Flushed)
		show(rec.Result())
	}
	rec := httptest.NewRecorder()
	http.NotFound(rec, httptest.NewRequest("GET", "/", nil))
	show(rec.Result())
	empty := httptest.NewRecorder()
	fmt.Println(empty.Code, empty.Result().Status, empty.Result().ContentLength)

	server := httptest.NewServer(handler)
	res, err := server.Client().Get(server.URL + "/x?y=z")
	if err != nil {
		fmt.Println(err)
		return
	}
	res.Header.Del("Date")
	fmt.Println(res.StatusCode, res.Header.Get("X-Path"), strings.HasPrefix(server.URL, "http://127.0.0.1:"))
	io.Copy(io.Discard, res.Body)
	res.Body.Close()
	server.Close()
	_, err = server.Client().Get(server.URL)
	fmt.Println(err != nil)

	slow := httptest.NewUnstartedServer(handler)
	fmt.Printf("%q\n", slow.URL)
	slow.Start()
	slow.CloseClientConnections()

	for _, text := range []string{
		"", "plain", "  <!DOCTYPE html><p>", "<html", "<a href=x>", "<ab>", "<!-- note -->", "<?xml version=\"1.0\"?>",
		"{\"json\": 1}", "%PDF-1.7", "GIF89a...", "\x89PNG\r\n\x1a\n", "\xff\xd8\xff\xe0", "PK\x03\x04zip", "\x1f\x8b\x08gzip",
		"RIFF....WEBPVP8 ", "RIFF....WAVEfmt ", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp41mp42", "\x00asm\x01", "a\x00b",
		"\xef\xbb\xbfwith a mark", "wOF2", "\t\n<BODY >",
	} {
		fmt.Printf("%q %s\n", text, http.DetectContentType([]byte(text)))
	}
}
