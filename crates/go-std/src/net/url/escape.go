package url

import (
	"strconv"
	"strings"
)

// EscapeError is a wrong escape such as %zz.
type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

// InvalidHostError is a character that no host has.
type InvalidHostError string

func (e InvalidHostError) Error() string {
	return "invalid character " + strconv.Quote(string(e)) + " in host name"
}

// What needs no escape in a part of an address, beside letters, digits and -_.~.
const (
	inUser     = "$&+,;="
	inHost     = "!$&'()*+,;=:[]<>\""
	inPath     = "$&+,/:;=@"
	inSegment  = "$&+:=@"
	inFragment = "!$&()*+,/:;=?@"
)

// QueryEscape makes text fit for a query.
func QueryEscape(s string) string { return escape(s, "", true) }

// PathEscape makes text fit for one segment of a path.
func PathEscape(s string) string { return escape(s, inSegment, false) }

// QueryUnescape undoes QueryEscape.
func QueryUnescape(s string) (string, error) { return unescape(s, true) }

// PathUnescape undoes PathEscape.
func PathUnescape(s string) (string, error) { return unescape(s, false) }

// decode undoes the escapes of a part; it keeps the raw text if that is not how the part would be written.
func decode(raw, plain string) (text, kept string, err error) {
	if text, err = unescape(raw, false); err != nil {
		return "", "", err
	}
	if escape(text, plain, false) != raw {
		kept = raw
	}
	return text, kept, nil
}

// encode writes a part, as it was read if that is still right.
func encode(text, kept, plain string) string {
	if kept != "" && isEncoded(kept, plain) {
		if read, err := unescape(kept, false); err == nil && read == text {
			return kept
		}
	}
	return escape(text, plain, false)
}

// isEncoded reports whether s has only what may stand in an address.
func isEncoded(s, plain string) bool {
	for i := range len(s) {
		if !isPlain(s[i], "!$&'()*+,;=:@[]%") && !isPlain(s[i], plain) {
			return false
		}
	}
	return true
}

const hex = "0123456789ABCDEF"

func escape(s, plain string, plus bool) string {
	n := 0
	for n < len(s) && ('a' <= s[n] && s[n] <= 'z' || isPlain(s[n], plain)) {
		n++
	}
	if n == len(s) {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:n])
	for i := n; i < len(s); i++ {
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
		c == '-' || c == '_' || c == '.' || c == '~' || strings.IndexByte(plain, c) >= 0
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
			c, err := escaped(s[i:])
			if err != nil {
				return "", err
			}
			b.WriteByte(c)
			i += 2
		case c == '+' && plus:
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), nil
}

// escaped is the byte of the escape that s begins with.
func escaped(s string) (byte, error) {
	if len(s) < 3 || unhex(s[1]) < 0 || unhex(s[2]) < 0 {
		return 0, EscapeError(s[:min(3, len(s))])
	}
	return byte(unhex(s[1])<<4 | unhex(s[2])), nil
}

// checkHost finds what cannot stand in a host or in the zone of an IPv6 address. In a host only bytes that are not
// ASCII are escaped, in a zone only what could stand there without.
func checkHost(s string, zone bool) error {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '%' {
			if c < 0x80 && !isPlain(c, inHost) {
				return InvalidHostError(s[i : i+1])
			}
			continue
		}
		c, err := escaped(s[i:])
		switch {
		case err != nil:
			return err
		case c == '%':
		case zone && c != ' ' && !isPlain(c, inHost), !zone && c < 0x80:
			return EscapeError(s[i : i+3])
		}
		i += 2
	}
	return nil
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
