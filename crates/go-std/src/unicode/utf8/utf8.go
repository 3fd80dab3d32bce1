// Package utf8 encodes and decodes UTF-8.
package utf8

const (
	RuneError = '\uFFFD'
	RuneSelf  = 0x80
	MaxRune   = '\U0010FFFF'
	UTFMax    = 4
)

// RuneCountInString counts the runes of s; a wrong byte counts as one.
func RuneCountInString(s string) (n int) {
	for range s {
		n++
	}
	return n
}

// RuneCount counts the runes of p.
func RuneCount(p []byte) int { return RuneCountInString(string(p)) }

// RuneLen is the number of bytes of r, or -1.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case 0xD800 <= r && r <= 0xDFFF:
		return -1
	case r < 0x10000:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

// ValidRune reports whether r can be encoded.
func ValidRune(r rune) bool { return RuneLen(r) > 0 }

// DecodeRuneInString is the first rune of s and its size.
func DecodeRuneInString(s string) (r rune, size int) {
	if s == "" {
		return RuneError, 0
	}
	size = len(s)
	for i, next := range s {
		if i > 0 {
			size = i
			break
		}
		r = next
	}
	return r, size
}

// DecodeRune is the first rune of p and its size.
func DecodeRune(p []byte) (r rune, size int) {
	if len(p) > UTFMax {
		p = p[:UTFMax]
	}
	return DecodeRuneInString(string(p))
}

// DecodeLastRuneInString is the last rune of s and its size.
func DecodeLastRuneInString(s string) (r rune, size int) {
	if s == "" {
		return RuneError, 0
	}
	start := len(s) - 1
	for start > 0 && len(s)-start < UTFMax && s[start]&0xC0 == 0x80 {
		start--
	}
	r, size = DecodeRuneInString(s[start:])
	if start+size != len(s) {
		return RuneError, 1
	}
	return r, size
}

// DecodeLastRune is the last rune of p and its size.
func DecodeLastRune(p []byte) (r rune, size int) { return DecodeLastRuneInString(string(p)) }

// ValidString reports whether s is UTF-8 throughout.
func ValidString(s string) bool {
	for i, r := range s {
		if r == RuneError && !(len(s) >= i+3 && s[i:i+3] == "\uFFFD") {
			return false
		}
	}
	return true
}

// Valid reports whether p is UTF-8 throughout.
func Valid(p []byte) bool { return ValidString(string(p)) }

// AppendRune appends the encoding of r.
func AppendRune(p []byte, r rune) []byte { return append(p, string(r)...) }

// EncodeRune writes the encoding of r into p.
func EncodeRune(p []byte, r rune) int { return copy(p, string(r)) }

// RuneStart reports whether b can begin a rune.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// FullRuneInString reports whether s begins with a complete rune; a wrong encoding is complete.
func FullRuneInString(s string) bool {
	if s == "" {
		return false
	}
	need, low, high := 1, byte(0x80), byte(0xBF)
	switch c := s[0]; {
	case c < 0xC2 || c > 0xF4:
	case c < 0xE0:
		need = 2
	case c < 0xF0:
		need = 3
		if c == 0xE0 {
			low = 0xA0
		} else if c == 0xED {
			high = 0x9F
		}
	default:
		need = 4
		if c == 0xF0 {
			low = 0x90
		} else if c == 0xF4 {
			high = 0x8F
		}
	}
	if len(s) >= need {
		return true
	}
	if len(s) > 1 && (s[1] < low || s[1] > high) {
		return true
	}
	return len(s) > 2 && s[2]&0xC0 != 0x80
}

// FullRune reports whether p begins with a complete rune; a wrong encoding is complete.
func FullRune(p []byte) bool { return FullRuneInString(string(p[:min(len(p), UTFMax)])) }
