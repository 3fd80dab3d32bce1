// Package utf16 encodes and decodes UTF-16.
package utf16

const (
	replacement = '\uFFFD'
	highStart   = 0xd800
	lowStart    = 0xdc00
	end         = 0xe000
	self        = 0x10000
	maxRune     = '\U0010FFFF'
)

func IsSurrogate(r rune) bool { return highStart <= r && r < end }

// DecodeRune joins a surrogate pair.
func DecodeRune(r1, r2 rune) rune {
	if highStart <= r1 && r1 < lowStart && lowStart <= r2 && r2 < end {
		return (r1-highStart)<<10 | (r2 - lowStart) + self
	}
	return replacement
}

// EncodeRune splits r into a surrogate pair.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < self || r > maxRune {
		return replacement, replacement
	}
	r -= self
	return highStart + r>>10, lowStart + r&0x3ff
}

// RuneLen is the number of words of r, or -1.
func RuneLen(r rune) int {
	switch {
	case 0 <= r && r < highStart, end <= r && r < self:
		return 1
	case self <= r && r <= maxRune:
		return 2
	}
	return -1
}

func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, replacement)
}

func Encode(s []rune) []uint16 {
	a := make([]uint16, 0, len(s))
	for _, r := range s {
		a = AppendRune(a, r)
	}
	return a
}

func Decode(s []uint16) []rune {
	out := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			if i+1 < len(s) && r < lowStart && lowStart <= s[i+1] && s[i+1] < end {
				r = DecodeRune(r, rune(s[i+1]))
				i++
			} else {
				r = replacement
			}
		}
		out = append(out, r)
	}
	return out
}
