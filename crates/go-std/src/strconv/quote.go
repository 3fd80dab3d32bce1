package strconv

import "unicode/utf8"

const hex = "0123456789abcdef"

// What is shown as itself in a quoted text.
const (
	printing = iota
	graphic
	ascii
)

// Quote prints s as a Go string literal.
func Quote(s string) string { return string(quoteWith(nil, s, '"', printing)) }

// QuoteToASCII is Quote with escapes for everything beyond ASCII.
func QuoteToASCII(s string) string { return string(quoteWith(nil, s, '"', ascii)) }

// QuoteToGraphic is Quote that leaves what IsGraphic allows.
func QuoteToGraphic(s string) string { return string(quoteWith(nil, s, '"', graphic)) }

// QuoteRune prints r as a Go character literal.
func QuoteRune(r rune) string          { return string(quoteRune(nil, r, printing)) }
func QuoteRuneToASCII(r rune) string   { return string(quoteRune(nil, r, ascii)) }
func QuoteRuneToGraphic(r rune) string { return string(quoteRune(nil, r, graphic)) }

func AppendQuote(dst []byte, s string) []byte            { return quoteWith(dst, s, '"', printing) }
func AppendQuoteToASCII(dst []byte, s string) []byte     { return quoteWith(dst, s, '"', ascii) }
func AppendQuoteToGraphic(dst []byte, s string) []byte   { return quoteWith(dst, s, '"', graphic) }
func AppendQuoteRune(dst []byte, r rune) []byte          { return quoteRune(dst, r, printing) }
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte   { return quoteRune(dst, r, ascii) }
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte { return quoteRune(dst, r, graphic) }

func quoteRune(out []byte, r rune, allowed int) []byte {
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return append(appendRune(append(out, '\''), r, '\'', allowed), '\'')
}

func quoteWith(out []byte, s string, mark byte, allowed int) []byte {
	out = append(out, mark)
	for i, r := range s {
		if r == '\uFFFD' && !(len(s) >= i+3 && s[i:i+3] == "\uFFFD") {
			out = append(out, '\\', 'x', hex[s[i]>>4], hex[s[i]&15])
			continue
		}
		out = appendRune(out, r, mark, allowed)
	}
	return append(out, mark)
}

func appendRune(out []byte, r rune, mark byte, allowed int) []byte {
	if r == rune(mark) || r == '\\' {
		return append(out, '\\', byte(r))
	}
	if r < 0x80 && r >= ' ' && r != 0x7F {
		return append(out, byte(r))
	}
	if r >= 0x80 && (allowed == printing && printable(r) || allowed == graphic && IsGraphic(r)) {
		return append(out, string(r)...)
	}
	const simple = "abtnvfr"
	if r >= 7 && r <= 13 {
		return append(out, '\\', simple[r-7])
	}
	digits := 4
	switch {
	case r < ' ' || r == 0x7F:
		digits = 2
		out = append(out, `\x`...)
	case r < 0x10000:
		out = append(out, `\u`...)
	default:
		digits = 8
		out = append(out, `\U`...)
	}
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		out = append(out, hex[r>>uint(shift)&15])
	}
	return out
}

// CanBackquote reports whether s can stand between backquotes on one line.
func CanBackquote(s string) bool {
	for i, r := range s {
		if r == '\uFEFF' || r == '\uFFFD' && !(len(s) >= i+3 && s[i:i+3] == "\uFFFD") {
			return false
		}
		if r < ' ' && r != '\t' || r == '`' || r == 0x7F {
			return false
		}
	}
	return true
}

// UnquoteChar reads the first character or byte of a literal whose mark is quote.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	fail := func() (rune, bool, string, error) { return 0, false, "", ErrSyntax }
	if s == "" {
		return fail()
	}
	c := s[0]
	switch {
	case c == quote && (quote == '\'' || quote == '"'):
		return fail()
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(s)
		return r, true, s[size:], nil
	case c != '\\':
		return rune(c), false, s[1:], nil
	}
	if len(s) < 2 {
		return fail()
	}
	c, s = s[1], s[2:]
	switch c {
	case 'a', 'b', 't', 'n', 'v', 'f', 'r':
		const simple = "abtnvfr"
		for i := range simple {
			if simple[i] == c {
				value = rune(7 + i)
			}
		}
	case 'x', 'u', 'U':
		n := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
		if len(s) < n {
			return fail()
		}
		v, err := ParseUint(s[:n], 16, 32)
		if err != nil {
			return fail()
		}
		if c != 'x' && !utf8.ValidRune(rune(v)) || v > utf8.MaxRune {
			return fail()
		}
		return rune(v), c != 'x', s[n:], nil
	case '0', '1', '2', '3', '4', '5', '6', '7':
		if len(s) < 2 {
			return fail()
		}
		v := int(c - '0')
		for i := range 2 {
			if s[i] < '0' || s[i] > '7' {
				return fail()
			}
			v = v*8 + int(s[i]-'0')
		}
		if v > 255 {
			return fail()
		}
		return rune(v), false, s[2:], nil
	case '\\':
		value = '\\'
	case '\'', '"':
		if c != quote {
			return fail()
		}
		value = rune(c)
	default:
		return fail()
	}
	return value, false, s, nil
}

// literal reads the literal at the beginning of s: its length and what it means.
func literal(s string) (size int, text []byte, err error) {
	if len(s) < 2 {
		return 0, nil, ErrSyntax
	}
	mark := s[0]
	switch mark {
	case '`':
		for i := 1; i < len(s); i++ {
			if s[i] == '`' {
				return i + 1, text, nil
			}
			if s[i] != '\r' {
				text = append(text, s[i])
			}
		}
		return 0, nil, ErrSyntax
	case '"', '\'':
	default:
		return 0, nil, ErrSyntax
	}
	rest := s[1:]
	for n := 0; ; n++ {
		if rest == "" || rest[0] == '\n' {
			return 0, nil, ErrSyntax
		}
		if rest[0] == mark {
			if mark == '\'' && n > 1 {
				return 0, nil, ErrSyntax
			}
			return len(s) - len(rest) + 1, text, nil
		}
		r, multibyte, tail, err := UnquoteChar(rest, mark)
		if err != nil || mark == '\'' && n == 1 {
			return 0, nil, ErrSyntax
		}
		if r < utf8.RuneSelf || !multibyte {
			text = append(text, byte(r))
		} else {
			text = append(text, rest[:len(rest)-len(tail)]...)
			if rest[0] == '\\' {
				text = append(text[:len(text)-(len(rest)-len(tail))], string(r)...)
			}
		}
		rest = tail
	}
}

// QuotedPrefix is the literal that s begins with.
func QuotedPrefix(s string) (string, error) {
	size, _, err := literal(s)
	return s[:size], err
}

// Unquote reads a Go string, raw string or character literal.
func Unquote(s string) (string, error) {
	size, text, err := literal(s)
	if err != nil || size != len(s) {
		return "", ErrSyntax
	}
	return string(text), nil
}

// IsPrint reports whether Quote shows r as itself.
func IsPrint(r rune) bool { return printable(r) }

// IsGraphic reports whether r is graphic, in Unicode's sense.
func IsGraphic(r rune) bool

// printable reports whether r is shown as itself.
func printable(r rune) bool
