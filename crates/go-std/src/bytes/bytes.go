// Package bytes has functions for slices of bytes.
package bytes

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// Most functions look at their arguments as strings: the machine compares and searches those fast.

// Equal compares byte by byte.
func Equal(a, b []byte) bool { return string(a) == string(b) }

// Compare is -1, 0 or 1.
func Compare(a, b []byte) int { return strings.Compare(string(a), string(b)) }

// Clone is a copy of b; nil stays nil.
func Clone(b []byte) []byte {
	if b != nil {
		b = append([]byte{}, b...)
	}
	return b
}

func Index(s, sep []byte) int                       { return strings.Index(string(s), string(sep)) }
func LastIndex(s, sep []byte) int                   { return strings.LastIndex(string(s), string(sep)) }
func IndexByte(b []byte, c byte) int                { return strings.IndexByte(string(b), c) }
func LastIndexByte(s []byte, c byte) int            { return strings.LastIndexByte(string(s), c) }
func IndexRune(s []byte, r rune) int                { return strings.IndexRune(string(s), r) }
func IndexAny(s []byte, chars string) int           { return strings.IndexAny(string(s), chars) }
func LastIndexAny(s []byte, chars string) int       { return strings.LastIndexAny(string(s), chars) }
func IndexFunc(s []byte, f func(rune) bool) int     { return strings.IndexFunc(string(s), f) }
func LastIndexFunc(s []byte, f func(rune) bool) int { return strings.LastIndexFunc(string(s), f) }
func Contains(b, subslice []byte) bool              { return Index(b, subslice) >= 0 }
func ContainsAny(b []byte, chars string) bool       { return IndexAny(b, chars) >= 0 }
func ContainsRune(b []byte, r rune) bool            { return IndexRune(b, r) >= 0 }
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }
func Count(s, sep []byte) int                       { return strings.Count(string(s), string(sep)) }
func HasPrefix(s, prefix []byte) bool               { return len(s) >= len(prefix) && Equal(s[:len(prefix)], prefix) }
func HasSuffix(s, suffix []byte) bool {
	return len(s) >= len(suffix) && Equal(s[len(s)-len(suffix):], suffix)
}
func EqualFold(s, t []byte) bool                     { return strings.EqualFold(string(s), string(t)) }
func Map(mapping func(r rune) rune, s []byte) []byte { return []byte(strings.Map(mapping, string(s))) }
func ToUpper(s []byte) []byte                        { return []byte(strings.ToUpper(string(s))) }
func ToLower(s []byte) []byte                        { return []byte(strings.ToLower(string(s))) }
func ToTitle(s []byte) []byte                        { return []byte(strings.ToTitle(string(s))) }
func Title(s []byte) []byte                          { return []byte(strings.Title(string(s))) }
func ToValidUTF8(s, replacement []byte) []byte {
	return []byte(strings.ToValidUTF8(string(s), string(replacement)))
}
func Replace(s, old, new []byte, n int) []byte {
	return []byte(strings.Replace(string(s), string(old), string(new), n))
}
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }
func Runes(s []byte) []rune                { return []rune(string(s)) }

// Repeat is count times b.
func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	return []byte(strings.Repeat(string(b), count))
}

// Join puts sep between the elements of s.
func Join(s [][]byte, sep []byte) []byte {
	out := []byte{}
	for i, e := range s {
		if i > 0 {
			out = append(out, sep...)
		}
		out = append(out, e...)
	}
	return out
}

// cut gives the piece of s from a to b without room behind it.
func cut(s []byte, a, b int) []byte { return s[a:b:b] }

func split(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	parts := [][]byte{}
	for n < 0 || len(parts) < n-1 {
		i := Index(s, sep)
		if len(sep) == 0 {
			_, i = utf8.DecodeRune(s)
			if i >= len(s) {
				break
			}
		}
		if i < 0 {
			break
		}
		parts = append(parts, cut(s, 0, i+keep))
		s = s[i+len(sep):]
	}
	if len(sep) == 0 && len(s) == 0 {
		return parts
	}
	return append(parts, s)
}

func Split(s, sep []byte) [][]byte              { return split(s, sep, 0, -1) }
func SplitN(s, sep []byte, n int) [][]byte      { return split(s, sep, 0, n) }
func SplitAfter(s, sep []byte) [][]byte         { return split(s, sep, len(sep), -1) }
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

// Fields splits s around white space.
func Fields(s []byte) [][]byte { return FieldsFunc(s, isSpace) }

// FieldsFunc splits s around runes for which f holds.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	fields := [][]byte{}
	start := -1
	for i, r := range string(s) {
		if f(r) {
			if start >= 0 {
				fields = append(fields, cut(s, start, i))
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		fields = append(fields, cut(s, start, len(s)))
	}
	return fields
}

func isSpace(r rune) bool { return strings.TrimSpace(string(r)) == "" }

// TrimFunc removes runes for which f holds from both ends.
func TrimFunc(s []byte, f func(rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

func TrimLeftFunc(s []byte, f func(rune) bool) []byte {
	i := IndexFunc(s, func(r rune) bool { return !f(r) })
	if i < 0 {
		return nil
	}
	return s[i:]
}

func TrimRightFunc(s []byte, f func(rune) bool) []byte {
	return s[:len(strings.TrimRightFunc(string(s), f))]
}

func Trim(s []byte, cutset string) []byte { return TrimLeft(TrimRight(s, cutset), cutset) }

func TrimLeft(s []byte, cutset string) []byte {
	left := s[len(s)-len(strings.TrimLeft(string(s), cutset)):]
	if len(left) == 0 {
		return nil
	}
	return left
}

func TrimRight(s []byte, cutset string) []byte { return s[:len(strings.TrimRight(string(s), cutset))] }

func TrimSpace(s []byte) []byte { return TrimFunc(s, isSpace) }

func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		s = s[len(prefix):]
	}
	return s
}

func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		s = s[:len(s)-len(suffix)]
	}
	return s
}

func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if found = HasPrefix(s, prefix); found {
		s = s[len(prefix):]
	}
	return s, found
}

func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if found = HasSuffix(s, suffix); found {
		s = s[:len(s)-len(suffix)]
	}
	return s, found
}

// Cut is s before and after the first sep.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	i := Index(s, sep)
	if i < 0 {
		return s, nil, false
	}
	return s[:i], s[i+len(sep):], true
}

// CutLast is s before and after the last sep.
func CutLast(s, sep []byte) (before, after []byte, found bool) {
	i := LastIndex(s, sep)
	if i < 0 {
		return s, nil, false
	}
	return s[:i], s[i+len(sep):], true
}

// each yields the elements of parts.
func each(parts func() [][]byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, p := range parts() {
			if !yield(p[:len(p):len(p)]) {
				return
			}
		}
	}
}

// Lines yields the lines of s with their newlines.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(s) > 0 {
			n := len(s)
			if i := IndexByte(s, '\n'); i >= 0 {
				n = i + 1
			}
			if !yield(cut(s, 0, n)) {
				return
			}
			s = s[n:]
		}
	}
}

func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return each(func() [][]byte { return Split(s, sep) }) }
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] {
	return each(func() [][]byte { return SplitAfter(s, sep) })
}
func FieldsSeq(s []byte) iter.Seq[[]byte] { return each(func() [][]byte { return Fields(s) }) }
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return each(func() [][]byte { return FieldsFunc(s, f) })
}
