// Package url takes addresses and their queries apart and puts them together.
package url

import (
	"strconv"
	"strings"
)

// Error is an error with the address it is about.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Unwrap() error { return e.Err }
func (e *Error) Error() string { return e.Op + " " + strconv.Quote(e.URL) + ": " + e.Err.Error() }

func (e *Error) Timeout() bool {
	t, tells := e.Err.(interface{ Timeout() bool })
	return tells && t.Timeout()
}

func (e *Error) Temporary() bool {
	t, tells := e.Err.(interface{ Temporary() bool })
	return tells && t.Temporary()
}

// URL is an address in its parts: scheme:opaque?query#fragment or scheme://user@host/path?query#fragment.
type URL struct {
	Scheme   string
	Opaque   string
	User     *Userinfo
	Host     string
	Path     string
	Fragment string
	RawQuery string
	// RawPath and RawFragment are what Path and Fragment were read from, if they are not written like that anyway.
	RawPath     string
	RawFragment string
	// ForceQuery writes a question mark without a query behind it, OmitHost leaves the slashes of an empty host out.
	ForceQuery bool
	OmitHost   bool
}

// Userinfo is a user's name and perhaps password.
type Userinfo struct {
	username    string
	password    string
	passwordSet bool
}

func User(username string) *Userinfo { return &Userinfo{username: username} }

func UserPassword(username, password string) *Userinfo { return &Userinfo{username, password, true} }

func (u *Userinfo) Username() (name string) {
	if u != nil {
		name = u.username
	}
	return name
}

func (u *Userinfo) Password() (password string, set bool) {
	if u != nil {
		password, set = u.password, u.passwordSet
	}
	return password, set
}

func (u *Userinfo) String() string {
	text := escape(u.Username(), inUser, false)
	if password, set := u.Password(); set {
		text += ":" + escape(password, inUser, false)
	}
	return text
}

// EscapedPath is the path with escapes, those that it was read with if there is a choice.
func (u *URL) EscapedPath() string {
	if u.Path == "*" && !strings.EqualFold(u.RawPath, "%2a") {
		return "*" // of a request that is about the server as a whole
	}
	return encode(u.Path, u.RawPath, inPath)
}

// EscapedFragment is the fragment with escapes.
func (u *URL) EscapedFragment() string { return encode(u.Fragment, u.RawFragment, inFragment) }

// setPath reads an escaped path.
func (u *URL) setPath(raw string) error {
	path, kept, err := decode(raw, inPath)
	if err == nil {
		u.Path, u.RawPath = path, kept
	}
	return err
}

// IsAbs reports whether the address has a scheme.
func (u *URL) IsAbs() bool { return u.Scheme != "" }

// Query returns the parameters of the query; what is wrong in it is left out.
func (u *URL) Query() Values {
	v, _ := ParseQuery(u.RawQuery)
	return v
}

// query is the query with its question mark.
func (u *URL) query() string {
	if u.ForceQuery || u.RawQuery != "" {
		return "?" + u.RawQuery
	}
	return ""
}

// RequestURI returns path and query as a request has them.
func (u *URL) RequestURI() string {
	uri := u.Opaque
	switch {
	case uri == "":
		if uri = u.EscapedPath(); uri == "" {
			uri = "/"
		}
	case strings.HasPrefix(uri, "//"):
		uri = u.Scheme + ":" + uri
	}
	return uri + u.query()
}

// Hostname returns the host without port and without the brackets of IPv6.
func (u *URL) Hostname() string {
	host, _ := u.hostPort()
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		return host[1 : len(host)-1]
	}
	return host
}

// Port returns the port, if there is one.
func (u *URL) Port() string {
	_, port := u.hostPort()
	return port
}

func (u *URL) hostPort() (host, port string) {
	colon := strings.LastIndexByte(u.Host, ':')
	if colon < 0 || !isPort(u.Host[colon:]) {
		return u.Host, ""
	}
	return u.Host[:colon], u.Host[colon+1:]
}

// isPort reports whether s is nothing, or a colon with digits.
func isPort(s string) bool {
	for i := range len(s) {
		if i == 0 && s[i] != ':' || i > 0 && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// String writes the address.
func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme + ":")
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		b.WriteString(u.authority())
		b.WriteString(u.pathBehind(b.Len() > 0))
	}
	b.WriteString(u.query())
	if u.Fragment != "" {
		b.WriteString("#" + u.EscapedFragment())
	}
	return b.String()
}

// authority is user and host behind two slashes.
func (u *URL) authority() string {
	named := u.Host != "" || u.User != nil
	if !named && (u.OmitHost || u.Path == "" || u.Scheme == "") {
		return ""
	}
	text := "//"
	if u.User != nil {
		text += u.User.String() + "@"
	}
	return text + escape(u.Host, inHost, false)
}

// pathBehind is the path so that it is not taken for something else, behind other parts or at the beginning.
func (u *URL) pathBehind(others bool) string {
	text := u.EscapedPath()
	switch {
	case u.OmitHost && u.Host == "" && u.User == nil && strings.HasPrefix(text, "//"):
		return "%2F" + text[1:]
	case u.Host != "" && text != "" && text[0] != '/':
		return "/" + text
	case !others && hasColon(text):
		return "./" + text
	}
	return text
}

// hasColon reports whether there is a colon in the first segment of a path.
func hasColon(path string) bool {
	segment, _, _ := strings.Cut(path, "/")
	return strings.Contains(segment, ":")
}

// Redacted is String without the password.
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	if _, secret := u.User.Password(); !secret {
		return u.String()
	}
	shown := *u
	shown.User = UserPassword(u.User.Username(), "xxxxx")
	return shown.String()
}

func (u *URL) Clone() *URL {
	if u == nil {
		return nil
	}
	c := *u
	if u.User != nil {
		user := *u.User
		c.User = &user
	}
	return &c
}

func (u *URL) MarshalBinary() (text []byte, err error) { return u.AppendBinary(nil) }

func (u *URL) AppendBinary(b []byte) ([]byte, error) { return append(b, u.String()...), nil }

func (u *URL) UnmarshalBinary(text []byte) error {
	read, err := Parse(string(text))
	if err == nil {
		*u = *read
	}
	return err
}
