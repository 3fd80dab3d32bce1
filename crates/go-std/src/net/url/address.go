package url

import (
	"strconv"
	"strings"
)

// An addressError says what is wrong with an IP address, in the words of package net/netip.
type addressError struct{ whole, what, at string }

func (e addressError) Error() string {
	text := "ParseAddr(" + strconv.Quote(e.whole) + "): " + e.what
	if e.at != "" {
		text += " (at " + strconv.Quote(e.at) + ")"
	}
	return text
}

// checkAddress says whether it is an IP address.
func checkAddress(whole string) error {
	mark := strings.IndexAny(whole, ".:%")
	switch {
	case mark < 0:
		return addressError{whole, "unable to parse IP", ""}
	case whole[mark] == '%':
		return addressError{whole, "missing IPv6 address", ""}
	case whole[mark] == '.':
		return checkIPv4(whole, whole)
	}
	return checkIPv6(whole)
}

// checkIPv4 checks four numbers with dots at the end of the whole address.
func checkIPv4(whole, s string) error {
	fields, digits, value := 1, 0, 0
	for i := range len(s) {
		c := s[i]
		switch {
		case '0' <= c && c <= '9':
			if digits > 0 && value == 0 {
				return addressError{whole, "IPv4 field has octet with leading zero", ""}
			}
			digits++
			if value = 10*value + int(c-'0'); value > 255 {
				return addressError{whole, "IPv4 field has value >255", ""}
			}
		case c != '.':
			return addressError{whole, "unexpected character", s[i:]}
		case digits == 0 || i == len(s)-1:
			return addressError{whole, "IPv4 field must have at least one digit", s[i:]}
		case fields == 4:
			return addressError{whole, "IPv4 address too long", ""}
		default:
			fields, digits, value = fields+1, 0, 0
		}
	}
	if fields < 4 {
		return addressError{whole, "IPv4 address too short", ""}
	}
	return nil
}

// checkIPv6 checks eight fields with colons, of which two colons may leave some out.
func checkIPv6(whole string) error {
	s, zone, zoned := strings.Cut(whole, "%")
	if zoned && zone == "" {
		return addressError{whole, "zone must be a non-empty string", ""}
	}
	fields := 0
	s, gap := strings.CutPrefix(s, "::")
	for s != "" && fields < 8 {
		n := hexDigits(s)
		switch {
		case n > 4:
			return addressError{whole, "each group must have 4 or less digits", s}
		case n == 0:
			return addressError{whole, "each colon-separated field must have at least one digit", s}
		case n < len(s) && s[n] == '.':
			if err := checkTail(whole, s, fields, gap); err != nil {
				return err
			}
			s, fields = "", fields+2
			continue
		}
		fields++
		if s = s[n:]; s == "" {
			break
		}
		rest, colon := strings.CutPrefix(s, ":")
		switch {
		case !colon:
			return addressError{whole, "unexpected character, want colon", s}
		case rest == "":
			return addressError{whole, "colon must be followed by more characters", s}
		}
		if s = rest; s[0] == ':' {
			if gap {
				return addressError{whole, "multiple :: in address", s}
			}
			s, gap = s[1:], true
		}
	}
	switch {
	case s != "":
		return addressError{whole, "trailing garbage after address", s}
	case gap && fields == 8:
		return addressError{whole, "the :: must expand to at least one field of zeros", ""}
	case !gap && fields < 8:
		return addressError{whole, "address string too short", ""}
	}
	return nil
}

// checkTail checks an IPv4 address in place of the last two fields.
func checkTail(whole, s string, fields int, gap bool) error {
	switch {
	case !gap && fields != 6:
		return addressError{whole, "embedded IPv4 address must replace the final 2 fields of the address", s}
	case fields > 6:
		return addressError{whole, "too many hex fields to fit an embedded IPv4 at the end of the address", s}
	}
	return checkIPv4(whole, s)
}

// hexDigits is how many of them s begins with.
func hexDigits(s string) int {
	for i := range len(s) {
		if unhex(s[i]) < 0 {
			return i
		}
	}
	return len(s)
}
