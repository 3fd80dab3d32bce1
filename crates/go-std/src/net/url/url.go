// Package url reads and writes addresses and their queries.
package url

import (
	"errors"
	"sort"
	"strings"
)

// Error is an error with the address it is about.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Unwrap() error { return e.Err }
func (e *Error) Error() string { return e.Op + " \"" + e.URL + "\": " + e.Err.Error() }

// EscapeError is a wrong escape such as %zz.
type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape \"" + string(e) + "\"" }

// URL is an address in its parts.
type URL struct {
	Scheme   string
	Host     string
	Path     string
	RawPath  string
	RawQuery string
	Fragment string
}

// Parse reads an address.
func Parse(rawURL string) (*URL, error) {
	rest, fragment, _ := strings.Cut(rawURL, "#")
	u, err := parse(rest)
	if err != nil {
		return nil, &Error{"parse", rest, err}
	}
	if u.Fragment, err = unescape(fragment, false); err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

// ParseRequestURI reads the target of a request: an absolute path or address.
func ParseRequestURI(rawURL string) (*URL, error) {
	if rawURL == "" {
		return nil, &Error{"parse", rawURL, errors.New("empty url")}
	}
	if rawURL[0] != '/' && !strings.Contains(rawURL, "://") {
		return nil, &Error{"parse", rawURL, errors.New("invalid URI for request")}
	}
	u, err := parse(rawURL)
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

func parse(raw string) (*URL, error) {
	u := new(URL)
	raw, u.RawQuery, _ = strings.Cut(raw, "?")
	if scheme, rest, ok := strings.Cut(raw, "://"); ok && isScheme(scheme) {
		u.Scheme = strings.ToLower(scheme)
		host := rest
		raw = ""
		if slash := strings.IndexByte(rest, '/'); slash >= 0 {
			host, raw = rest[:slash], rest[slash:]
		}
		u.Host = host
	}
	path, err := unescape(raw, false)
	if err != nil {
		return nil, err
	}
	u.Path = path
	if path != raw && escapePath(path) != raw {
		u.RawPath = raw
	}
	return u, nil
}

func isScheme(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || !('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.')) {
			return false
		}
	}
	return s != ""
}

// EscapedPath returns the path with escapes.
func (u *URL) EscapedPath() string {
	if u.RawPath != "" {
		return u.RawPath
	}
	return escapePath(u.Path)
}

// RequestURI returns path and query as a request has them.
func (u *URL) RequestURI() string {
	uri := u.EscapedPath()
	if uri == "" {
		uri = "/"
	}
	if u.RawQuery != "" {
		uri += "?" + u.RawQuery
	}
	return uri
}

// Query returns the parameters of the query; what is wrong in it is left out.
func (u *URL) Query() Values {
	v, _ := ParseQuery(u.RawQuery)
	return v
}

// Hostname returns the host without port.
func (u *URL) Hostname() string {
	host, _, _ := strings.Cut(u.Host, ":")
	return host
}

// Port returns the port, if there is one.
func (u *URL) Port() string {
	_, port, _ := strings.Cut(u.Host, ":")
	return port
}

// String writes the address.
func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme)
		b.WriteString(":")
	}
	if u.Scheme != "" || u.Host != "" {
		b.WriteString("//")
		b.WriteString(u.Host)
	}
	b.WriteString(u.EscapedPath())
	if u.RawQuery != "" {
		b.WriteString("?")
		b.WriteString(u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteString("#")
		b.WriteString(escape(u.Fragment, "-_.~!$&'()*+,;=:@/?", false))
	}
	return b.String()
}

// Values are the parameters of a query or a form.
type Values map[string][]string

// Get returns the first value of key, or "".
func (v Values) Get(key string) string {
	if vs := v[key]; len(vs) > 0 {
		return vs[0]
	}
	return ""
}

// Set replaces the values of key.
func (v Values) Set(key, value string) { v[key] = []string{value} }

// Add adds a value.
func (v Values) Add(key, value string) { v[key] = append(v[key], value) }

// Del removes the values of key.
func (v Values) Del(key string) { delete(v, key) }

// Has reports whether key is there.
func (v Values) Has(key string) bool {
	_, ok := v[key]
	return ok
}

// Encode writes the parameters, sorted by key.
func (v Values) Encode() string {
	keys := make([]string, 0, len(v))
	for key := range v {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	var b strings.Builder
	for _, key := range keys {
		for _, value := range v[key] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(QueryEscape(key))
			b.WriteByte('=')
			b.WriteString(QueryEscape(value))
		}
	}
	return b.String()
}

// ParseQuery reads a query. It returns what is right in it and the first error.
func ParseQuery(query string) (Values, error) {
	v := make(Values)
	var first error
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		key, value, err := parsePair(part)
		switch {
		case err == nil:
			v[key] = append(v[key], value)
		case first == nil || err == errSemicolon:
			first = err
		}
	}
	return v, first
}

var errSemicolon = errors.New("invalid semicolon separator in query")

func parsePair(part string) (key, value string, err error) {
	if strings.Contains(part, ";") {
		return "", "", errSemicolon
	}
	key, value, _ = strings.Cut(part, "=")
	if key, err = QueryUnescape(key); err == nil {
		value, err = QueryUnescape(value)
	}
	return key, value, err
}

// QueryEscape makes text fit for a query.
func QueryEscape(s string) string { return escape(s, "-_.~", true) }

// PathEscape makes text fit for one segment of a path.
func PathEscape(s string) string { return escape(s, "-_.~$&+=:@", false) }

// QueryUnescape undoes QueryEscape.
func QueryUnescape(s string) (string, error) { return unescape(s, true) }

// PathUnescape undoes PathEscape.
func PathUnescape(s string) (string, error) { return unescape(s, false) }

func escapePath(s string) string { return escape(s, "-_.~!$&'()*+,;=:@/", false) }

const hex = "0123456789ABCDEF"

func escape(s, plain string, plus bool) string {
	needed := false
	for i := 0; i < len(s); i++ {
		if !isPlain(s[i], plain) {
			needed = true
			break
		}
	}
	if !needed {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case isPlain(c, plain):
			b.WriteByte(c)
		case c == ' ' && plus:
			b.WriteByte('+')
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

func isPlain(c byte, plain string) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		strings.IndexByte(plain, c) >= 0
}

func unescape(s string, plus bool) (string, error) {
	if strings.IndexByte(s, '%') < 0 && !(plus && strings.IndexByte(s, '+') >= 0) {
		return s, nil
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%':
			if i+2 >= len(s) || unhex(s[i+1]) < 0 || unhex(s[i+2]) < 0 {
				return "", EscapeError(s[i:min(i+3, len(s))])
			}
			b.WriteByte(byte(unhex(s[i+1])<<4 | unhex(s[i+2])))
			i += 2
		case c == '+' && plus:
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), nil
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
