// Package pprof shows the profiles of runtime/pprof over HTTP, below /debug/pprof/.
//
// To import it is enough: it takes these paths in http.DefaultServeMux. Profiles come as text (debug=1 and debug=2); the
// binary form, profiles of the processor, traces, and differences over seconds are answered with an error.
package pprof

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
)

const prefix = "/debug/pprof/"

func init() {
	http.HandleFunc("GET "+prefix, Index)
	http.HandleFunc("GET "+prefix+"cmdline", Cmdline)
	http.HandleFunc("GET "+prefix+"profile", Profile)
	http.HandleFunc("GET "+prefix+"symbol", Symbol)
	http.HandleFunc("GET "+prefix+"trace", Trace)
}

// Index answers with the profile that the path names, or with a list of all.
func Index(w http.ResponseWriter, r *http.Request) {
	if name, found := strings.CutPrefix(r.URL.Path, prefix); found && name != "" {
		profileHandler(name).ServeHTTP(w, r)
		return
	}
	plain(w, "text/html; charset=utf-8")
	fmt.Fprintf(w, "<html>\n<head>\n<title>%s</title>\n</head>\n<body>\n%s\n<br>\n", prefix, prefix)
	fmt.Fprint(w, "<table>\n<thead><td>Count</td><td>Profile</td></thead>\n")
	for _, p := range pprof.Profiles() {
		link := &url.URL{Path: p.Name(), RawQuery: "debug=1"}
		fmt.Fprintf(w, "<tr><td>%d</td><td><a href='%s'>%s</a></td></tr>\n", p.Count(), link, html.EscapeString(p.Name()))
	}
	fmt.Fprint(w, "</table>\n<a href=\"goroutine?debug=2\">full goroutine stack dump</a>\n</body>\n</html>\n")
}

// Handler returns the handler of the profile with this name.
func Handler(name string) http.Handler { return profileHandler(name) }

type profileHandler string

func (name profileHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	p := pprof.Lookup(string(name))
	if p == nil {
		fail(w, http.StatusNotFound, "Unknown profile")
		return
	}
	if r.FormValue("seconds") != "" {
		fail(w, http.StatusBadRequest, "\"seconds\" parameter is not supported for this profile type")
		return
	}
	if gc, _ := strconv.Atoi(r.FormValue("gc")); name == "heap" && gc > 0 {
		runtime.GC()
	}
	debug, _ := strconv.Atoi(r.FormValue("debug"))
	if debug <= 0 {
		fail(w, http.StatusNotImplemented, "The binary form of profiles is not supported here; debug=1 is text")
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	p.WriteTo(w, debug)
}

// Cmdline answers with the command line, its words divided by NUL.
func Cmdline(w http.ResponseWriter, r *http.Request) {
	plain(w, "text/plain; charset=utf-8")
	fmt.Fprint(w, strings.Join(os.Args, "\x00"))
}

// Profile says that there is no profile of the processor.
func Profile(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if err := pprof.StartCPUProfile(w); err != nil {
		fail(w, http.StatusInternalServerError, fmt.Sprintf("Could not enable CPU profiling: %s", err))
	}
}

// Trace says that there are no traces.
func Trace(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	fail(w, http.StatusInternalServerError, "Could not enable tracing: not supported here")
}

// Symbol answers with the functions of calls, which are numbers with a plus between them.
func Symbol(w http.ResponseWriter, r *http.Request) {
	plain(w, "text/plain; charset=utf-8")
	fmt.Fprint(w, "num_symbols: 1\n")
	for _, word := range strings.Split(r.URL.RawQuery, "+") {
		pc, _ := strconv.ParseUint(word, 0, 64)
		if pc == 0 {
			continue
		}
		if f := runtime.FuncForPC(uintptr(pc)); f != nil {
			fmt.Fprintf(w, "%#x %s\n", pc, f.Name())
		}
	}
}

func plain(w http.ResponseWriter, kind string) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Type", kind)
}

func fail(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Go-Pprof", "1")
	w.Header().Del("Content-Disposition")
	w.WriteHeader(status)
	fmt.Fprintln(w, text)
}
