// Package strconv converts between strings and basic types.
package strconv

import "errors"

// ErrRange says that a value is outside the type's range.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a value cannot be read.
var ErrSyntax = errors.New("invalid syntax")

// IntSize is the size of int in bits.
const IntSize = 64

// A NumError records a failed conversion.
type NumError struct {
	Func string
	Num  string
	Err  error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

func fail(fn, num string, err error) *NumError { return &NumError{fn, num, err} }

// ParseBool reads 1, t, true, 0, f, false in their usual spellings.
func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, fail("ParseBool", str, ErrSyntax)
}

// FormatBool is "true" or "false".
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// ParseUint reads an unsigned number; base 0 looks at its prefix.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	return parseUint("ParseUint", s, base, bitSize, s)
}

func parseUint(fn, s string, base, bitSize int, whole string) (uint64, error) {
	if s == "" {
		return 0, fail(fn, whole, ErrSyntax)
	}
	underscores := base == 0
	switch {
	case 2 <= base && base <= 36:
	case base == 0:
		base = 10
		if s[0] == '0' {
			switch {
			case len(s) >= 3 && (s[1] == 'b' || s[1] == 'B'):
				base, s = 2, s[2:]
			case len(s) >= 3 && (s[1] == 'o' || s[1] == 'O'):
				base, s = 8, s[2:]
			case len(s) >= 3 && (s[1] == 'x' || s[1] == 'X'):
				base, s = 16, s[2:]
			default:
				base, s = 8, s[1:]
				if s == "" {
					return 0, nil
				}
			}
		}
	default:
		return 0, fail(fn, whole, errors.New("invalid base "+Itoa(base)))
	}
	if bitSize == 0 {
		bitSize = IntSize
	} else if bitSize < 0 || bitSize > 64 {
		return 0, fail(fn, whole, errors.New("invalid bit size "+Itoa(bitSize)))
	}
	limit := uint64(1)<<uint(bitSize) - 1
	var n uint64
	for i := 0; i < len(s); i++ {
		c := s[i]
		var d byte
		switch {
		case c == '_' && underscores && i > 0 && i < len(s)-1:
			continue
		case '0' <= c && c <= '9':
			d = c - '0'
		case 'a' <= c && c <= 'z':
			d = c - 'a' + 10
		case 'A' <= c && c <= 'Z':
			d = c - 'A' + 10
		default:
			return 0, fail(fn, whole, ErrSyntax)
		}
		if int(d) >= base {
			return 0, fail(fn, whole, ErrSyntax)
		}
		if n > (limit-uint64(d))/uint64(base) {
			for _, c := range s[i:] {
				if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
					return 0, fail(fn, whole, ErrSyntax)
				}
			}
			return limit, fail(fn, whole, ErrRange)
		}
		n = n*uint64(base) + uint64(d)
	}
	return n, nil
}

// ParseInt reads a signed number; base 0 looks at its prefix.
func ParseInt(s string, base int, bitSize int) (int64, error) {
	return parseInt("ParseInt", s, base, bitSize)
}

func parseInt(fn, s string, base, bitSize int) (int64, error) {
	if s == "" {
		return 0, fail(fn, s, ErrSyntax)
	}
	rest, negative := s, false
	if s[0] == '+' || s[0] == '-' {
		negative = s[0] == '-'
		rest = s[1:]
	}
	n, err := parseUint(fn, rest, base, 64, s)
	if err != nil && err.(*NumError).Err != ErrRange {
		return 0, err
	}
	if bitSize == 0 {
		bitSize = IntSize
	}
	cutoff := uint64(1) << uint(bitSize-1)
	if !negative && n >= cutoff {
		return int64(cutoff - 1), fail(fn, s, ErrRange)
	}
	if negative && n > cutoff {
		return -int64(cutoff), fail(fn, s, ErrRange)
	}
	if negative {
		return -int64(n), nil
	}
	return int64(n), nil
}

// Atoi is ParseInt(s, 10, 0) as an int.
func Atoi(s string) (int, error) {
	n, err := parseInt("Atoi", s, 10, 0)
	return int(n), err
}

// Itoa is FormatInt(i, 10).
func Itoa(i int) string { return FormatInt(int64(i), 10) }

// FormatInt prints i in the given base.
func FormatInt(i int64, base int) string {
	if i < 0 {
		return "-" + FormatUint(uint64(-i), base)
	}
	return FormatUint(uint64(i), base)
}

// FormatUint prints i in the given base.
func FormatUint(i uint64, base int) string {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	const digits = "0123456789abcdefghijklmnopqrstuvwxyz"
	var buf [64]byte
	n := len(buf)
	for {
		n--
		buf[n] = digits[i%uint64(base)]
		i /= uint64(base)
		if i == 0 {
			return string(buf[n:])
		}
	}
}

func AppendInt(dst []byte, i int64, base int) []byte   { return append(dst, FormatInt(i, base)...) }
func AppendUint(dst []byte, i uint64, base int) []byte { return append(dst, FormatUint(i, base)...) }
func AppendBool(dst []byte, b bool) []byte             { return append(dst, FormatBool(b)...) }
func AppendQuote(dst []byte, s string) []byte          { return append(dst, Quote(s)...) }
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return append(dst, FormatFloat(f, fmt, prec, bitSize)...)
}

// FormatFloat prints f in format 'e', 'f', 'g', 'b' or 'x'; precision -1 is the shortest that reads back.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	return formatFloat(f, fmt, prec, bitSize)
}

// ParseFloat reads a floating-point number.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, code := parseFloat(s, bitSize)
	switch code {
	case 1:
		return 0, fail("ParseFloat", s, ErrSyntax)
	case 2:
		return f, fail("ParseFloat", s, ErrRange)
	}
	return f, nil
}

// Quote prints s as a Go string literal.
func Quote(s string) string { return quoteWith(s, '"', false) }

// QuoteToASCII is Quote with escapes for everything beyond ASCII.
func QuoteToASCII(s string) string { return quoteWith(s, '"', true) }

// QuoteRune prints r as a Go character literal.
func QuoteRune(r rune) string { return quoteWith(string(r), '\'', false) }

func quoteWith(s string, mark byte, ascii bool) string {
	out := []byte{mark}
	for i, r := range s {
		if r == '\uFFFD' && !(len(s) >= i+3 && s[i:i+3] == "\uFFFD") {
			out = append(out, '\\', 'x', hex[s[i]>>4], hex[s[i]&15])
			continue
		}
		out = appendRune(out, r, mark, ascii)
	}
	return string(append(out, mark))
}

const hex = "0123456789abcdef"

func appendRune(out []byte, r rune, mark byte, ascii bool) []byte {
	if r == rune(mark) || r == '\\' {
		return append(out, '\\', byte(r))
	}
	if r < 0x80 && r >= ' ' && r != 0x7F {
		return append(out, byte(r))
	}
	if r >= 0xA0 && !ascii && printable(r) {
		return append(out, string(r)...)
	}
	switch r {
	case '\a':
		return append(out, `\a`...)
	case '\b':
		return append(out, `\b`...)
	case '\f':
		return append(out, `\f`...)
	case '\n':
		return append(out, `\n`...)
	case '\r':
		return append(out, `\r`...)
	case '\t':
		return append(out, `\t`...)
	case '\v':
		return append(out, `\v`...)
	}
	switch {
	case r < ' ' || r == 0x7F:
		return append(out, '\\', 'x', hex[r>>4], hex[r&15])
	case r < 0x10000:
		out = append(out, `\u`...)
		for shift := 12; shift >= 0; shift -= 4 {
			out = append(out, hex[r>>uint(shift)&15])
		}
	default:
		out = append(out, `\U`...)
		for shift := 28; shift >= 0; shift -= 4 {
			out = append(out, hex[r>>uint(shift)&15])
		}
	}
	return out
}

// Unquote reads a Go string, raw string or character literal.
func Unquote(s string) (string, error) {
	n := len(s)
	if n < 2 || s[0] != s[n-1] {
		return "", ErrSyntax
	}
	mark, body := s[0], s[1:n-1]
	if mark == '`' {
		for i := 0; i < len(body); i++ {
			if body[i] == '`' {
				return "", ErrSyntax
			}
		}
		return body, nil
	}
	if mark != '"' && mark != '\'' {
		return "", ErrSyntax
	}
	out := []byte{}
	for i := 0; i < len(body); {
		c := body[i]
		if c == mark || c == '\n' {
			return "", ErrSyntax
		}
		if c != '\\' {
			out = append(out, c)
			i++
			continue
		}
		if i+1 >= len(body) {
			return "", ErrSyntax
		}
		i++
		simple := map[byte]byte{'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\', '"': '"', '\'': '\''}
		if r, ok := simple[body[i]]; ok {
			out = append(out, r)
			i++
			continue
		}
		digits, base := 3, 8
		switch body[i] {
		case 'x':
			digits, base = 2, 16
			i++
		case 'u':
			digits, base = 4, 16
			i++
		case 'U':
			digits, base = 8, 16
			i++
		}
		if i+digits > len(body) {
			return "", ErrSyntax
		}
		v, err := ParseUint(body[i:i+digits], base, 32)
		if err != nil {
			return "", ErrSyntax
		}
		i += digits
		if digits == 2 || digits == 3 {
			if v > 255 {
				return "", ErrSyntax
			}
			out = append(out, byte(v))
		} else {
			out = append(out, string(rune(v))...)
		}
	}
	return string(out), nil
}

func formatFloat(f float64, fmt byte, prec, bitSize int) string

// parseFloat's code: 0 all right, 1 no number, 2 out of range.
func parseFloat(s string, bitSize int) (f float64, code int)

// printable reports whether r is shown as itself.
func printable(r rune) bool
