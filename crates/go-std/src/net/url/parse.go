package url

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Parse reads an address.
func Parse(rawURL string) (*URL, error) {
	rest, fragment, _ := strings.Cut(rawURL, "#")
	u, err := parse(rest, false)
	if err != nil {
		return unlessWrong(nil, rest, err)
	}
	u.Fragment, u.RawFragment, err = decode(fragment, inFragment)
	return unlessWrong(u, rawURL, err)
}

// ParseRequestURI reads the target of a request: an absolute path or address, without fragment.
func ParseRequestURI(rawURL string) (*URL, error) {
	if end := plainTarget(rawURL); end >= 0 {
		u := &URL{Path: rawURL[:end]}
		if end < len(rawURL) {
			u.RawQuery = rawURL[end+1:]
			u.ForceQuery = u.RawQuery == ""
		}
		return u, nil
	}
	u, err := parse(rawURL, true)
	return unlessWrong(u, rawURL, err)
}

// plainTarget is where the path of a request's target ends, at a question mark or at its end, if it is a path without
// escapes that needs none; else -1.
func plainTarget(raw string) int

// unlessWrong is u, or an error about the text that it was to be read from.
func unlessWrong(u *URL, text string, err error) (*URL, error) {
	if err == nil {
		return u, nil
	}
	return nil, &Error{"parse", text, err}
}

func parse(raw string, request bool) (*URL, error) {
	for i := range len(raw) {
		if c := raw[i]; c < ' ' || c == 0x7f {
			return nil, errors.New("net/url: invalid control character in URL")
		}
	}
	switch {
	case raw == "" && request:
		return nil, errors.New("empty url")
	case raw == "*":
		return &URL{Path: "*"}, nil
	}
	u := new(URL)
	scheme, rest, err := cutScheme(raw)
	if err != nil {
		return nil, err
	}
	u.Scheme = scheme
	if mark := strings.IndexByte(rest, '?'); mark >= 0 {
		u.ForceQuery = mark == len(rest)-1
		rest, u.RawQuery = rest[:mark], rest[mark+1:]
	}
	if rest == "" || rest[0] != '/' {
		switch {
		case scheme != "":
			u.Opaque = rest
			return u, nil
		case request:
			return nil, errors.New("invalid URI for request")
		case hasColon(rest):
			return nil, errors.New("first path segment in URL cannot contain colon")
		}
	}
	if strings.HasPrefix(rest, "//") && (scheme != "" || !request && !strings.HasPrefix(rest, "///")) {
		authority := rest[2:]
		rest = ""
		if slash := strings.IndexByte(authority, '/'); slash >= 0 {
			authority, rest = authority[:slash], authority[slash:]
		}
		if err := u.setAuthority(authority); err != nil {
			return nil, err
		}
	} else {
		u.OmitHost = scheme != "" && rest != ""
	}
	return u, u.setPath(rest)
}

// cutScheme takes the scheme off, in small letters.
func cutScheme(raw string) (scheme, rest string, err error) {
	for i := range len(raw) {
		c := raw[i]
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			continue
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
			continue
		case c != ':':
			return "", raw, nil
		case i == 0:
			return "", "", errors.New("missing protocol scheme")
		}
		return strings.ToLower(raw[:i]), raw[i+1:], nil
	}
	return "", raw, nil
}

// setAuthority reads user and host.
func (u *URL) setAuthority(authority string) (err error) {
	at := strings.LastIndexByte(authority, '@')
	if u.Host, err = parseHost(u.Scheme, authority[at+1:]); err != nil || at < 0 {
		return err
	}
	u.User, err = parseUser(authority[:at])
	return err
}

func parseUser(text string) (*Userinfo, error) {
	for i := range len(text) {
		if !isPlain(text[i], "!$&'()*+,;=:%@") {
			return nil, errors.New("net/url: invalid userinfo")
		}
	}
	name, password, set := strings.Cut(text, ":")
	name, err := unescape(name, false)
	if err == nil {
		password, err = unescape(password, false)
	}
	if err != nil {
		return nil, err
	}
	return &Userinfo{name, password, set}, nil
}

// parseHost reads host and port.
func parseHost(scheme, text string) (string, error) {
	if strings.IndexByte(text, '[') >= 0 {
		return parseLiteral(text)
	}
	colon := strings.LastIndexByte(text, ':')
	if scheme == "http" || scheme == "https" {
		colon = strings.IndexByte(text, ':') // others may name several hosts
	}
	if colon >= 0 && !isPort(text[colon:]) {
		return "", badPort(text[colon:])
	}
	if err := checkHost(text, false); err != nil {
		return "", err
	}
	return unescape(text, false)
}

func badPort(port string) error {
	return errors.New("invalid port " + strconv.Quote(port) + " after host")
}

var errLiteral = errors.New("invalid IP-literal")

// parseLiteral reads an IPv6 address in brackets and a port. The address may have a zone.
func parseLiteral(text string) (string, error) {
	end := strings.LastIndexByte(text, ']')
	switch {
	case strings.LastIndexByte(text, '[') > 0:
		return "", errLiteral
	case end < 0:
		return "", errors.New("missing ']' in host")
	case !isPort(text[end+1:]):
		return "", badPort(text[end+1:])
	}
	address, zone := text[1:end], ""
	if mark := strings.Index(address, "%25"); mark >= 0 {
		address, zone = address[:mark], address[mark:]
	}
	err := checkHost(address, false)
	if err == nil {
		err = checkHost(zone, true)
	}
	if err != nil {
		return "", err
	}
	zone, _ = unescape(zone, false)
	address, _ = unescape(address, false)
	address += zone
	if err := checkAddress(address); err != nil {
		return "", fmt.Errorf("invalid host: %w", err)
	}
	if !strings.Contains(address, ":") {
		return "", errLiteral
	}
	return "[" + address + text[end:], nil
}
