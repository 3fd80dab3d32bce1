// Where a mux sends a path that has a pattern only with a slash at its end.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
)

func main() {
	sets := [][]string{
		{"/", "/a/", "GET /g"},
		{"/a/", "/a/{x}/c/"},
		{"/b/{$}", "/b/{x}"},
		{"/c/{rest...}"},
		{"/d/{x}/", "GET /d/{x}"},
	}
	paths := []string{"/a", "/a/", "/a/b", "/a/b/c", "/a/b/c/", "/g", "/g/", "/b", "/b/", "/b/1", "/c", "/c/", "/c/1/2", "/d", "/d/1", "/d/1/", "/zz"}
	for _, patterns := range sets {
		mux := http.NewServeMux()
		for _, p := range patterns {
			mux.HandleFunc(p, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, p) })
		}
		fmt.Println(patterns)
		for _, path := range paths {
			for _, method := range []string{"GET", "POST", "HEAD"} {
				r := httptest.NewRequest(method, path, nil)
				w := httptest.NewRecorder()
				mux.ServeHTTP(w, r)
				_, pattern := mux.Handler(httptest.NewRequest(method, path+"?q=1", nil))
				if w.Code != 404 {
					fmt.Println("", method, path, w.Code, w.Header().Get("Location"), w.Body.Len(), r.Pattern, "|", pattern)
				}
			}
		}
	}
}
