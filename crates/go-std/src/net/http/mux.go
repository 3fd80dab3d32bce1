package http

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

// ServeMux sends each request to the handler with the most specific pattern that matches it.
// A pattern is [METHOD ][HOST]/[PATH]; {name} in it stands for one segment, {name...} at its end for the rest,
// {$} for the end, and a path that ends in a slash for everything below.
type ServeMux struct {
	mu       sync.RWMutex
	patterns []*pattern
	// The patterns of each path without wildcards. One that takes the method wins over all patterns with wildcards, or they
	// would have been in conflict, unless some pattern has a host: then there is no such map. A registration replaces it,
	// so that it can be read without the lock.
	literal map[string]*pattern
}

// DefaultServeMux is the one that servers without a handler use.
var DefaultServeMux = NewServeMux()

// NewServeMux makes an empty one.
func NewServeMux() *ServeMux { return &ServeMux{} }

// A segment is a literal, or a wildcard if wild is set.
type segment struct {
	text  string
	wild  bool
	multi bool
}

type pattern struct {
	text     string
	method   string
	host     string
	segments []segment
	handler  Handler
	next     *pattern // another of the same path without wildcards
}

// parsePattern reads a pattern. A slash at its end becomes an unnamed {...}, and {$} a literal slash.
func parsePattern(s string) (*pattern, error) {
	if s == "" {
		return nil, fmt.Errorf("empty pattern")
	}
	p := &pattern{text: s}
	rest := s
	if method, after, ok := strings.Cut(s, " "); ok {
		p.method = method
		rest = strings.TrimLeft(after, " \t")
	}
	slash := strings.IndexByte(rest, '/')
	if slash < 0 {
		return nil, fmt.Errorf("at offset %d: host/path missing /", len(s)-len(rest))
	}
	p.host = rest[:slash]
	rest = rest[slash:]
	seen := make(map[string]bool)
	for rest != "" {
		rest = rest[1:]
		if rest == "" {
			p.segments = append(p.segments, segment{wild: true, multi: true})
			break
		}
		end := strings.IndexByte(rest, '/')
		if end < 0 {
			end = len(rest)
		}
		part := rest[:end]
		rest = rest[end:]
		if part == "{$}" {
			if rest != "" {
				return nil, fmt.Errorf("{$} not at end")
			}
			p.segments = append(p.segments, segment{text: "/"})
			break
		}
		seg, err := parseSegment(part, rest == "", seen)
		if err != nil {
			return nil, err
		}
		p.segments = append(p.segments, seg)
	}
	return p, nil
}

func parseSegment(part string, last bool, seen map[string]bool) (segment, error) {
	open := strings.IndexByte(part, '{')
	if open < 0 {
		return segment{text: part}, nil
	}
	if open != 0 {
		return segment{}, fmt.Errorf("bad wildcard segment (must start with '{')")
	}
	if part[len(part)-1] != '}' {
		return segment{}, fmt.Errorf("bad wildcard segment (must end with '}')")
	}
	name, multi := strings.CutSuffix(part[1:len(part)-1], "...")
	if multi && !last {
		return segment{}, fmt.Errorf("{...} wildcard not at end")
	}
	if name == "" {
		return segment{}, fmt.Errorf("empty wildcard")
	}
	if seen[name] {
		return segment{}, fmt.Errorf("duplicate wildcard name %q", name)
	}
	seen[name] = true
	return segment{text: name, wild: true, multi: multi}, nil
}

// path is the one path of a pattern without wildcards. Empty: there are several, or it is never asked for like this.
func (p *pattern) path() string {
	path := ""
	for _, s := range p.segments {
		switch {
		case s.wild:
			return ""
		case s.text == "/": // {$}
			path += "/"
		default:
			path += "/" + s.text
		}
	}
	if cleanPath(path) != path {
		return ""
	}
	return path
}

// isExactly reports whether the pattern, which matches the path, does so with nothing left for a wildcard that takes the rest.
func (p *pattern) isExactly(path string) bool {
	if p == nil {
		return false
	}
	last := p.segments[len(p.segments)-1]
	return !last.multi || strings.HasSuffix(path, "/") && strings.Count(path, "/") == len(p.segments)
}

// match compares the path with the pattern and returns what the wildcards stand for.
func (p *pattern) match(path string) (values []string, ok bool) {
	rest := path
	for _, s := range p.segments {
		if rest == "" {
			return nil, false
		}
		rest = rest[1:]
		if s.multi {
			return append(values, rest), true
		}
		if !s.wild && s.text == "/" {
			return values, rest == ""
		}
		end := strings.IndexByte(rest, '/')
		if end < 0 {
			end = len(rest)
		}
		if s.wild {
			if end == 0 {
				return nil, false
			}
			values = append(values, rest[:end])
		} else if rest[:end] != s.text {
			return nil, false
		}
		rest = rest[end:]
	}
	return values, rest == ""
}

// How the requests of two patterns relate.
const (
	same = iota
	narrower
	wider
	overlapping
	disjoint
)

// relate compares the paths of two patterns.
func relate(a, b []segment) int {
	result := same
	for i := 0; i < len(a) && i < len(b); i++ {
		s, t := a[i], b[i]
		switch {
		case s.multi && t.multi:
			return result
		case t.multi:
			return combine(result, narrower)
		case s.multi:
			return combine(result, wider)
		case s.wild && t.wild:
		case s.wild && t.text != "/":
			result = combine(result, wider)
		case t.wild && s.text != "/":
			result = combine(result, narrower)
		case s.wild || t.wild || s.text != t.text:
			return disjoint
		}
	}
	if len(a) != len(b) {
		return disjoint
	}
	return result
}

func relateMethods(a, b string) int {
	switch {
	case a == b:
		return same
	case b == "":
		return narrower
	case a == "":
		return wider
	case a == "GET" && b == "HEAD":
		return wider
	case a == "HEAD" && b == "GET":
		return narrower
	}
	return disjoint
}

func combine(a, b int) int {
	switch {
	case a == same:
		return b
	case b == same || a == b:
		return a
	}
	return overlapping
}

// moreSpecific reports whether p wins over q for a request that both match.
func (p *pattern) moreSpecific(q *pattern) bool {
	if (p.host == "") != (q.host == "") {
		return p.host != ""
	}
	return combine(relate(p.segments, q.segments), relateMethods(p.method, q.method)) == narrower
}

// conflicts reports whether there are requests for which neither pattern wins over the other.
func (p *pattern) conflicts(q *pattern) bool {
	if p.host != q.host {
		return false
	}
	methods, paths := relateMethods(p.method, q.method), relate(p.segments, q.segments)
	if methods == disjoint || paths == disjoint {
		return false
	}
	relation := combine(methods, paths)
	return relation == same || relation == overlapping
}

// Handle registers a handler.
func (mux *ServeMux) Handle(pattern string, handler Handler) {
	if handler == nil {
		panic("http: nil handler")
	}
	mux.register(pattern, handler)
}

// HandleFunc registers a function.
func (mux *ServeMux) HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	if handler == nil {
		panic("http: nil handler")
	}
	mux.register(pattern, HandlerFunc(handler))
}

func (mux *ServeMux) register(text string, handler Handler) {
	p, err := parsePattern(text)
	if err != nil {
		panic(fmt.Errorf("parsing %q: %w", text, err))
	}
	p.handler = handler
	mux.mu.Lock()
	defer mux.mu.Unlock()
	for _, q := range mux.patterns {
		if p.conflicts(q) {
			panic(fmt.Sprintf("pattern %q conflicts with pattern %q", text, q.text))
		}
	}
	mux.patterns = append(mux.patterns, p)
	mux.literal = mux.literalPaths()
}

// literalPaths makes the map of paths without wildcards.
func (mux *ServeMux) literalPaths() map[string]*pattern {
	literal := make(map[string]*pattern)
	for _, p := range mux.patterns {
		if p.host != "" {
			return nil
		}
		if path := p.path(); path != "" {
			p.next = literal[path]
			literal[path] = p
		}
	}
	return literal
}

// forMethod finds the pattern for a method among p and the others of its path.
func (p *pattern) forMethod(method string) (best *pattern) {
	for ; p != nil; p = p.next {
		if p.method == method {
			return p
		}
		if p.method == "" && best == nil || p.method == "GET" && method == "HEAD" {
			best = p
		}
	}
	return best
}

// Handler finds the handler for a request and the pattern it was registered with.
func (mux *ServeMux) Handler(r *Request) (Handler, string) {
	h, pattern, _ := mux.find(r)
	return h, pattern
}

// find also returns what the wildcards of the pattern stand for.
func (mux *ServeMux) find(r *Request) (Handler, string, map[string]string) {
	mux.mu.RLock()
	defer mux.mu.RUnlock()
	path := r.URL.Path
	if p := mux.literal[path].forMethod(r.Method); p != nil {
		return p.handler, p.text, nil
	}
	if clean := cleanPath(path); clean != path && r.Method != "CONNECT" {
		return redirectTo(r, clean), "", nil
	}
	host, _, _ := strings.Cut(r.Host, ":")
	best, values := mux.best(r.Method, host, path)
	if !best.isExactly(path) && !strings.HasSuffix(path, "/") && r.Method != "CONNECT" {
		// What is served with a slash at its end is asked for with it.
		if p, _ := mux.best(r.Method, host, path+"/"); p.isExactly(path + "/") {
			return redirectTo(r, path+"/"), p.text, nil
		}
	}
	if best != nil {
		return best.handler, best.text, best.named(values)
	}
	if allowed := mux.allowed(host, path); allowed != "" {
		return methodNotAllowed(allowed), "", nil
	}
	return NotFoundHandler(), "", nil
}

// named gives the values of a match their names.
func (p *pattern) named(values []string) map[string]string {
	var named map[string]string
	at := 0
	for _, s := range p.segments {
		if !s.wild {
			continue
		}
		if s.text != "" {
			if named == nil {
				named = make(map[string]string)
			}
			named[s.text] = values[at]
		}
		at++
	}
	return named
}

func (mux *ServeMux) best(method, host, path string) (best *pattern, values []string) {
	for _, p := range mux.patterns {
		if p.host != "" && p.host != host {
			continue
		}
		if p.method != "" && p.method != method && !(p.method == "GET" && method == "HEAD") {
			continue
		}
		vs, ok := p.match(path)
		if ok && (best == nil || p.moreSpecific(best)) {
			best, values = p, vs
		}
	}
	return best, values
}

// allowed lists the methods with which the path would have been found.
func (mux *ServeMux) allowed(host, path string) string {
	set := make(map[string]bool)
	for _, p := range mux.patterns {
		if p.method == "" || p.host != "" && p.host != host {
			continue
		}
		if _, ok := p.match(path); ok {
			set[p.method] = true
			if p.method == "GET" {
				set["HEAD"] = true
			}
		}
	}
	methods := make([]string, 0, len(set))
	for m := range set {
		methods = append(methods, m)
	}
	sort.Strings(methods)
	return strings.Join(methods, ", ")
}

func methodNotAllowed(allowed string) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		w.Header().Set("Allow", allowed)
		Error(w, StatusText(StatusMethodNotAllowed), StatusMethodNotAllowed)
	})
}

func redirectTo(r *Request, path string) Handler {
	if r.URL.RawQuery != "" {
		path += "?" + r.URL.RawQuery
	}
	return RedirectHandler(path, StatusTemporaryRedirect)
}

// cleanPath removes . and .. and doubled slashes; a slash at the end stays.
func cleanPath(p string) string {
	if p == "" {
		return "/"
	}
	if p[0] == '/' && !strings.Contains(p, "//") && !strings.Contains(p, "/.") {
		return p
	}
	var parts []string
	for _, part := range strings.Split(p, "/") {
		switch part {
		case "", ".":
		case "..":
			if len(parts) > 0 {
				parts = parts[:len(parts)-1]
			}
		default:
			parts = append(parts, part)
		}
	}
	clean := "/" + strings.Join(parts, "/")
	if p[len(p)-1] == '/' && clean != "/" {
		clean += "/"
	}
	return clean
}

// ServeHTTP answers by the handler whose pattern fits best.
func (mux *ServeMux) ServeHTTP(w ResponseWriter, r *Request) {
	p := mux.literal[r.URL.Path]
	if p != nil && (p.method != "" || p.next != nil) {
		p = p.forMethod(r.Method)
	}
	if p != nil {
		r.Pattern = p.text
		r.values = nil
		p.handler.ServeHTTP(w, r)
		return
	}
	h, pattern, values := mux.find(r)
	r.Pattern = pattern
	r.values = values
	h.ServeHTTP(w, r)
}

// Handle registers a handler with DefaultServeMux.
func Handle(pattern string, handler Handler) { DefaultServeMux.Handle(pattern, handler) }

// HandleFunc registers a function with DefaultServeMux.
func HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	DefaultServeMux.HandleFunc(pattern, handler)
}
