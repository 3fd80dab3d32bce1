// net/http/pprof: importing it puts profiles below /debug/pprof, as text with debug=1 and debug=2.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/pprof"
	"strings"
	"time"
)

func ask(method, target string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	http.DefaultServeMux.ServeHTTP(w, httptest.NewRequest(method, target, nil))
	return w
}

func head(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

func main() {
	stop := make(chan bool)
	for range 3 {
		go func() { <-stop }()
	}
	time.Sleep(20 * time.Millisecond)
	w := ask("GET", "/debug/pprof/goroutine?debug=1")
	fmt.Println(w.Code, w.Header().Get("Content-Type"), w.Header().Get("X-Content-Type-Options"))
	fmt.Println(head(w.Body.String()), strings.Contains(w.Body.String(), "main.main.func1"), strings.Contains(w.Body.String(), "\n3 @ "))
	w = ask("GET", "/debug/pprof/goroutine?debug=2")
	fmt.Println(w.Code, strings.Count(w.Body.String(), "[chan receive"))
	w = ask("GET", "/debug/pprof/heap?debug=1&gc=1")
	fmt.Println(w.Code, strings.HasPrefix(w.Body.String(), "heap profile: "), strings.Contains(w.Body.String(), "# NumGC = "))
	w = ask("GET", "/debug/pprof/nothing?debug=1")
	fmt.Printf("%d %q %q\n", w.Code, w.Body.String(), w.Header().Get("X-Go-Pprof"))
	w = ask("POST", "/debug/pprof/goroutine?debug=1")
	fmt.Println(w.Code, w.Header().Get("Allow"))
	w = ask("GET", "/debug/pprof/")
	fmt.Println(w.Code, w.Header().Get("Content-Type"))
	for _, name := range []string{"allocs", "goroutine", "heap"} {
		fmt.Println(name, strings.Contains(w.Body.String(), "<a href='"+name+"?debug=1'>"+name+"</a>"))
	}
	fmt.Println(strings.Contains(w.Body.String(), "<tr><td>4</td><td><a href='goroutine?debug=1'>goroutine</a></td></tr>"))
	w = ask("GET", "/debug/pprof/symbol")
	fmt.Printf("%d %q\n", w.Code, w.Body.String())
	w = ask("GET", "/debug/pprof/cmdline")
	fmt.Println(w.Code, w.Header().Get("Content-Type"), w.Body.Len() > 0)
	w = httptest.NewRecorder()
	pprof.Handler("goroutine").ServeHTTP(w, httptest.NewRequest("GET", "/?debug=1", nil))
	fmt.Println(w.Code, head(w.Body.String()))
	close(stop)
}
