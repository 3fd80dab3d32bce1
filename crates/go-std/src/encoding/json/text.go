package json

import (
	"bytes"
	"strconv"
)

// A SyntaxError tells where JSON text is wrong.
type SyntaxError struct {
	msg    string
	Offset int64
}

func (e *SyntaxError) Error() string { return e.msg }

// A scanner goes through JSON text without looking at what it means.
type scanner struct {
	s []byte
	i int
}

func (s *scanner) space() {
	for s.i < len(s.s) {
		switch s.s[s.i] {
		case ' ', '\t', '\r', '\n':
			s.i++
		default:
			return
		}
	}
}

func quoteChar(c byte) string {
	switch c {
	case '\'':
		return `'\''`
	case '"':
		return `'"'`
	}
	return strconv.QuoteRune(rune(c))
}

// bad is the error at the present place.
func (s *scanner) bad(context string) error {
	if s.i >= len(s.s) {
		return &SyntaxError{"unexpected end of JSON input", int64(len(s.s))}
	}
	return &SyntaxError{"invalid character " + quoteChar(s.s[s.i]) + " " + context, int64(s.i + 1)}
}

// value skips one value.
func (s *scanner) value() error {
	s.space()
	if s.i >= len(s.s) {
		return s.bad("")
	}
	switch c := s.s[s.i]; {
	case c == '{':
		return s.object()
	case c == '[':
		return s.array()
	case c == '"':
		return s.string()
	case c == 't':
		return s.word("true")
	case c == 'f':
		return s.word("false")
	case c == 'n':
		return s.word("null")
	case c == '-' || c >= '0' && c <= '9':
		return s.number()
	}
	return s.bad("looking for beginning of value")
}

func (s *scanner) word(w string) error {
	for k := range len(w) {
		if s.i >= len(s.s) || s.s[s.i] != w[k] {
			return s.bad("in literal " + w + " (expecting " + quoteChar(w[k]) + ")")
		}
		s.i++
	}
	return nil
}

func (s *scanner) digits() bool {
	start := s.i
	for s.i < len(s.s) && s.s[s.i] >= '0' && s.s[s.i] <= '9' {
		s.i++
	}
	return s.i > start
}

func (s *scanner) at(c byte) bool { return s.i < len(s.s) && s.s[s.i] == c }

func (s *scanner) number() error {
	if s.at('-') {
		s.i++
	}
	if s.at('0') {
		s.i++
	} else if !s.digits() {
		return s.bad("in numeric literal")
	}
	if s.at('.') {
		s.i++
		if !s.digits() {
			return s.bad("after decimal point in numeric literal")
		}
	}
	if s.at('e') || s.at('E') {
		s.i++
		if s.at('+') || s.at('-') {
			s.i++
		}
		if !s.digits() {
			return s.bad("in exponent of numeric literal")
		}
	}
	return nil
}

func validNumber(text string) bool {
	s := scanner{s: []byte(text)}
	return text != "" && s.number() == nil && s.i == len(text)
}

func (s *scanner) string() error {
	for s.i++; s.i < len(s.s); s.i++ {
		switch c := s.s[s.i]; {
		case c == '"':
			s.i++
			return nil
		case c < ' ':
			return s.bad("in string")
		case c == '\\':
			if s.i++; s.i >= len(s.s) {
				return s.bad("")
			}
			switch s.s[s.i] {
			case 'b', 'f', 'n', 'r', 't', '\\', '/', '"':
			case 'u':
				for range 4 {
					if s.i++; s.i >= len(s.s) {
						return s.bad("")
					}
					if c := s.s[s.i]; !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f') {
						return s.bad("in \\u hexadecimal character escape")
					}
				}
			default:
				return &SyntaxError{"invalid escape sequence `\\" + string(rune(s.s[s.i])) + "` in string", int64(s.i)}
			}
		}
	}
	return s.bad("")
}

func (s *scanner) object() error {
	s.i++
	for first := true; ; first = false {
		s.space()
		if s.at('}') && first {
			s.i++
			return nil
		}
		if !s.at('"') {
			if first {
				return s.bad("looking for beginning of object key string")
			}
			return s.bad("looking for beginning of object key string")
		}
		if err := s.string(); err != nil {
			return err
		}
		s.space()
		if !s.at(':') {
			return s.bad("after object key")
		}
		s.i++
		if err := s.value(); err != nil {
			return err
		}
		s.space()
		if s.at('}') {
			s.i++
			return nil
		}
		if !s.at(',') {
			return s.bad("after object key:value pair")
		}
		s.i++
	}
}

func (s *scanner) array() error {
	s.i++
	for first := true; ; first = false {
		s.space()
		if s.at(']') && first {
			s.i++
			return nil
		}
		if err := s.value(); err != nil {
			return err
		}
		s.space()
		if s.at(']') {
			s.i++
			return nil
		}
		if !s.at(',') {
			return s.bad("after array element")
		}
		s.i++
	}
}

// check makes sure that data is one value.
func check(data []byte) error {
	s := scanner{s: data}
	if err := s.value(); err != nil {
		return err
	}
	s.space()
	if s.i < len(data) {
		return s.bad("after top-level value")
	}
	return nil
}

// Valid reports whether data is JSON.
func Valid(data []byte) bool { return check(data) == nil }

func appendCompact(dst, src []byte, escape bool) ([]byte, error) {
	if err := check(src); err != nil {
		return dst, err
	}
	inString := false
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case inString && c == '\\':
			dst = append(dst, c, src[i+1])
			i++
			continue
		case c == '"':
			inString = !inString
		case !inString && (c == ' ' || c == '\t' || c == '\r' || c == '\n'):
			continue
		case escape && (c == '<' || c == '>' || c == '&'):
			const hex = "0123456789abcdef"
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			continue
		}
		dst = append(dst, c)
	}
	return dst, nil
}

// Compact drops space between tokens.
func Compact(dst *bytes.Buffer, src []byte) error {
	out, err := appendCompact(nil, src, false)
	if err == nil {
		dst.Write(out)
	}
	return err
}

func appendIndent(dst, src []byte, prefix, indent string) ([]byte, error) {
	if err := check(src); err != nil {
		return dst, err
	}
	depth := 0
	line := func() {
		dst = append(append(dst, '\n'), prefix...)
		for range depth {
			dst = append(dst, indent...)
		}
	}
	inString := false
	for i := 0; i < len(src); i++ {
		c := src[i]
		if inString {
			dst = append(dst, c)
			if c == '\\' {
				i++
				dst = append(dst, src[i])
			} else if c == '"' {
				inString = false
			}
			continue
		}
		switch c {
		case ' ', '\t', '\r', '\n':
		case '"':
			inString = true
			dst = append(dst, c)
		case '{', '[':
			dst = append(dst, c)
			j := i + 1
			for src[j] == ' ' || src[j] == '\t' || src[j] == '\r' || src[j] == '\n' {
				j++
			}
			if src[j] == c+2 {
				dst = append(dst, c+2)
				i = j
				continue
			}
			depth++
			line()
		case '}', ']':
			depth--
			line()
			dst = append(dst, c)
		case ',':
			dst = append(dst, c)
			line()
		case ':':
			dst = append(dst, c, ' ')
		default:
			dst = append(dst, c)
		}
	}
	return dst, nil
}

// Indent puts each member and element on a line of its own.
func Indent(dst *bytes.Buffer, src []byte, prefix, indent string) error {
	out, err := appendIndent(nil, src, prefix, indent)
	if err == nil {
		dst.Write(out)
	}
	return err
}
