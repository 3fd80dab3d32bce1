// Package strconv converts between strings and basic types.
package strconv

import "errors"

// ErrRange says that a value is outside the type's range.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a value cannot be read.
var ErrSyntax = errors.New("invalid syntax")

// IntSize is the size of int in bits.
const IntSize = 64

// A NumError tells which text is no number for which function, and why.
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
	case "1", "true", "True", "TRUE", "t", "T":
		return true, nil
	case "0", "false", "False", "FALSE", "f", "F":
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
	case base == 0:
		base, s = baseOf(s)
	case base < 2 || base > 36:
		return 0, fail(fn, whole, errors.New("invalid base "+Itoa(base)))
	}
	if bitSize == 0 {
		bitSize = IntSize
	} else if bitSize < 0 || bitSize > 64 {
		return 0, fail(fn, whole, errors.New("invalid bit size "+Itoa(bitSize)))
	}
	if underscores && !wellSpaced(whole) {
		return 0, fail(fn, whole, ErrSyntax)
	}
	limit := uint64(1)<<uint(bitSize) - 1
	var n uint64
	for i := 0; i < len(s); i++ {
		c := s[i]
		var d byte
		switch {
		case c == '_' && underscores:
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
			return limit, fail(fn, whole, ErrRange)
		}
		n = n*uint64(base) + uint64(d)
	}
	return n, nil
}

// baseOf is the base that the prefix of s says, and s without it.
func baseOf(s string) (base int, digits string) {
	if s[0] != '0' {
		return 10, s
	}
	if len(s) >= 3 {
		switch s[1] | 0x20 {
		case 'b':
			return 2, s[2:]
		case 'o':
			return 8, s[2:]
		case 'x':
			return 16, s[2:]
		}
	}
	return 8, s[1:]
}

// wellSpaced reports whether underscores stand only between digits or behind the base prefix.
func wellSpaced(s string) bool {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	digit := false
	if len(s) >= 2 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'b', 'o', 'x':
			s, digit = s[2:], true
		}
	}
	for i := 0; i < len(s); i++ {
		if s[i] != '_' {
			digit = true
			continue
		}
		if !digit || i+1 == len(s) || s[i+1] == '_' {
			return false
		}
	}
	return true
}

// ParseInt reads a signed number; base 0 looks at its prefix.
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
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
	n, err := parseUint(fn, rest, base, bitSize, s)
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
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	if i < 0 {
		return formatUint(-uint64(i), true, base)
	}
	return formatUint(uint64(i), false, base)
}

// FormatUint prints i in the given base.
func FormatUint(i uint64, base int) string {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	return formatUint(i, false, base)
}

func formatUint(n uint64, negative bool, base int) string

func AppendInt(dst []byte, i int64, base int) []byte   { return append(dst, FormatInt(i, base)...) }
func AppendUint(dst []byte, i uint64, base int) []byte { return append(dst, FormatUint(i, base)...) }
func AppendBool(dst []byte, b bool) []byte             { return append(dst, FormatBool(b)...) }
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

func formatFloat(f float64, fmt byte, prec, bitSize int) string

// parseFloat's code: 0 all right, 1 no number, 2 out of range.
func parseFloat(s string, bitSize int) (f float64, code int)
