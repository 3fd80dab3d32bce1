// Package strings has functions for strings.
package strings

import "unicode/utf8"

// Index is the position of the first substr in s, or -1.
func Index(s, substr string) int

// LastIndex is the position of the last substr in s, or -1.
func LastIndex(s, substr string) int

// IndexByte is the position of the first c in s, or -1.
func IndexByte(s string, c byte) int

// LastIndexByte is the position of the last c in s, or -1.
func LastIndexByte(s string, c byte) int

// count is Count of a substr that is not empty.
func count(s, substr string) int

// repeat is count times s, count not being negative.
func repeat(s string, count int) string

// IndexRune is the position of the first r in s, or -1.
func IndexRune(s string, r rune) int {
	if r >= 0 && r < utf8.RuneSelf {
		return IndexByte(s, byte(r))
	}
	if r == utf8.RuneError {
		return IndexFunc(s, func(x rune) bool { return x == r })
	}
	if !utf8.ValidRune(r) {
		return -1
	}
	return Index(s, string(r))
}

// IndexAny is the position of the first of chars in s, or -1.
func IndexAny(s, chars string) int {
	return IndexFunc(s, func(r rune) bool { return IndexRune(chars, r) >= 0 })
}

// LastIndexAny is the position of the last of chars in s, or -1.
func LastIndexAny(s, chars string) int {
	return LastIndexFunc(s, func(r rune) bool { return IndexRune(chars, r) >= 0 })
}

// IndexFunc is the position of the first rune for which f holds, or -1.
func IndexFunc(s string, f func(rune) bool) int {
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return -1
}

// LastIndexFunc is the position of the last rune for which f holds, or -1.
func LastIndexFunc(s string, f func(rune) bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		if f(r) {
			return i
		}
	}
	return -1
}

func Contains(s, substr string) bool                { return Index(s, substr) >= 0 }
func ContainsRune(s string, r rune) bool            { return IndexRune(s, r) >= 0 }
func ContainsAny(s, chars string) bool              { return IndexAny(s, chars) >= 0 }
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }
func HasPrefix(s, prefix string) bool               { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// Count counts the substr in s that do not overlap.
func Count(s, substr string) int {
	if substr == "" {
		return utf8.RuneCountInString(s) + 1
	}
	return count(s, substr)
}

// Compare is -1, 0 or 1.
func Compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Clone is a copy of s.
func Clone(s string) string { return string([]byte(s)) }

func explode(s string, n int) []string {
	count := utf8.RuneCountInString(s)
	if n < 0 || n > count {
		n = count
	}
	parts := make([]string, 0, n)
	for len(parts) < n-1 {
		_, size := utf8.DecodeRuneInString(s)
		parts = append(parts, s[:size])
		s = s[size:]
	}
	if n > 0 {
		parts = append(parts, s)
	}
	return parts
}

func split(s, sep string, keep, n int) []string {
	if n == 0 {
		return nil
	}
	if sep == "" {
		return explode(s, n)
	}
	parts := []string{}
	for n < 0 || len(parts) < n-1 {
		i := Index(s, sep)
		if i < 0 {
			break
		}
		parts = append(parts, s[:i+keep])
		s = s[i+len(sep):]
	}
	return append(parts, s)
}

func Split(s, sep string) []string              { return split(s, sep, 0, -1) }
func SplitN(s, sep string, n int) []string      { return split(s, sep, 0, n) }
func SplitAfter(s, sep string) []string         { return split(s, sep, len(sep), -1) }
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }

// Fields splits s around white space.
func Fields(s string) []string { return FieldsFunc(s, isSpace) }

// FieldsFunc splits s around runes for which f holds.
func FieldsFunc(s string, f func(rune) bool) []string {
	var fields []string
	start := -1
	for i, r := range s {
		if f(r) {
			if start >= 0 {
				fields = append(fields, s[start:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		fields = append(fields, s[start:])
	}
	return fields
}

// Join puts sep between elems.
func Join(elems []string, sep string) string {
	var b Builder
	for i, e := range elems {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(e)
	}
	return b.String()
}

// Repeat is count times s.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	return repeat(s, count)
}

// Map replaces each rune by mapping's result; negative results drop it.
func Map(mapping func(rune) rune, s string) string {
	var b Builder
	for _, r := range s {
		if r = mapping(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func ToUpper(s string) string { return Map(upper, s) }
func ToLower(s string) string { return Map(lower, s) }
func ToTitle(s string) string { return Map(title, s) }

// Title begins each word with a capital.
func Title(s string) string {
	prev := ' '
	return Map(func(r rune) rune {
		begin := isSeparator(prev)
		prev = r
		if begin {
			return title(r)
		}
		return r
	}, s)
}

// isSeparator reports whether a new word begins behind r.
func isSeparator(r rune) bool {
	if r < 0x80 {
		return !(r >= '0' && r <= '9' || r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
	}
	return isSpace(r)
}

// EqualFold compares without regard to case.
func EqualFold(s, t string) bool {
	for s != "" && t != "" {
		a, n := utf8.DecodeRuneInString(s)
		b, m := utf8.DecodeRuneInString(t)
		if a != b && !foldsTo(a, b) {
			return false
		}
		s, t = s[n:], t[m:]
	}
	return s == t
}

func foldsTo(a, b rune) bool {
	if a < 0x80 && b < 0x80 {
		return lower(a) == lower(b)
	}
	for r := fold(a); r != a; r = fold(r) {
		if r == b {
			return true
		}
	}
	return false
}

// ToValidUTF8 replaces runs of wrong bytes.
func ToValidUTF8(s, replacement string) string {
	var b Builder
	wrong := false
	for i, r := range s {
		if r == utf8.RuneError && !HasPrefix(s[i:], "\uFFFD") {
			if !wrong {
				b.WriteString(replacement)
			}
			wrong = true
			continue
		}
		wrong = false
		b.WriteRune(r)
	}
	return b.String()
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xA0, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0x1680:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

// Trim removes runes of cutset from both ends.
func Trim(s, cutset string) string { return TrimLeft(TrimRight(s, cutset), cutset) }

func TrimLeft(s, cutset string) string {
	return TrimLeftFunc(s, func(r rune) bool { return IndexRune(cutset, r) >= 0 })
}

func TrimRight(s, cutset string) string {
	return TrimRightFunc(s, func(r rune) bool { return IndexRune(cutset, r) >= 0 })
}

func TrimSpace(s string) string { return TrimFunc(s, isSpace) }

func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }

func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

func TrimRightFunc(s string, f func(rune) bool) string {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

func TrimPrefix(s, prefix string) string {
	if HasPrefix(s, prefix) {
		s = s[len(prefix):]
	}
	return s
}

func TrimSuffix(s, suffix string) string {
	if HasSuffix(s, suffix) {
		s = s[:len(s)-len(suffix)]
	}
	return s
}

func CutPrefix(s, prefix string) (after string, found bool) {
	if found = HasPrefix(s, prefix); found {
		s = s[len(prefix):]
	}
	return s, found
}

func CutSuffix(s, suffix string) (before string, found bool) {
	if found = HasSuffix(s, suffix); found {
		s = s[:len(s)-len(suffix)]
	}
	return s, found
}

// Cut is s before and after the first sep.
func Cut(s, sep string) (before, after string, found bool) {
	i := Index(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// CutLast is s before and after the last sep.
func CutLast(s, sep string) (before, after string, found bool) {
	i := LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// Replace replaces the first n old by new, all if n is negative.
func Replace(s, old, new string, n int) string {
	if old == new || n == 0 {
		return s
	}
	var b Builder
	start := 0
	for done := 0; n < 0 || done < n; done++ {
		at := start
		if old == "" {
			if done > 0 {
				if start >= len(s) {
					break
				}
				_, size := utf8.DecodeRuneInString(s[start:])
				at += size
			}
		} else {
			i := Index(s[start:], old)
			if i < 0 {
				break
			}
			at += i
		}
		b.WriteString(s[start:at])
		b.WriteString(new)
		start = at + len(old)
		if old == "" && start >= len(s) && done > 0 {
			break
		}
	}
	b.WriteString(s[start:])
	return b.String()
}

func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// upper and lower map one rune.
func upper(r rune) rune
func lower(r rune) rune
func title(r rune) rune

// fold is the next rune that equals r but for case.
func fold(r rune) rune
