// Package path works on paths with slashes.
package path

import (
	"errors"
	"unicode/utf8"
)

// ErrBadPattern says that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Clean is the shortest path that means the same.
func Clean(path string) string {
	if path == "" {
		return "."
	}
	rooted := path[0] == '/'
	var parts []string
	for _, p := range split(path) {
		switch p {
		case "", ".":
		case "..":
			if n := len(parts); n > 0 && parts[n-1] != ".." {
				parts = parts[:n-1]
			} else if !rooted {
				parts = append(parts, p)
			}
		default:
			parts = append(parts, p)
		}
	}
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += "/"
		}
		out += p
	}
	if rooted {
		return "/" + out
	}
	if out == "" {
		return "."
	}
	return out
}

func split(path string) (parts []string) {
	start := 0
	for i := 0; i <= len(path); i++ {
		if i == len(path) || path[i] == '/' {
			parts = append(parts, path[start:i])
			start = i + 1
		}
	}
	return parts
}

func lastSlash(path string) int {
	i := len(path) - 1
	for i >= 0 && path[i] != '/' {
		i--
	}
	return i
}

// Split is path's directory with its slash, and the rest.
func Split(path string) (dir, file string) {
	i := lastSlash(path)
	return path[:i+1], path[i+1:]
}

// Join joins what is not empty and cleans the result.
func Join(elem ...string) string {
	joined := ""
	for _, e := range elem {
		if joined != "" {
			joined += "/" + e
		} else {
			joined = e
		}
	}
	if joined == "" {
		return ""
	}
	return Clean(joined)
}

// Ext is what stands behind the last point of the last element, with it.
func Ext(path string) string {
	name := path[lastSlash(path)+1:]
	for i := len(name); i > 0; i-- {
		if name[i-1] == '.' {
			return name[i-1:]
		}
	}
	return ""
}

// Base is the last element.
func Base(path string) string {
	if path == "" {
		return "."
	}
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	if end == 0 {
		return "/"
	}
	return path[lastSlash(path[:end])+1 : end]
}

func IsAbs(path string) bool { return path != "" && path[0] == '/' }

// Dir is everything but the last element.
func Dir(path string) string {
	dir, _ := Split(path)
	return Clean(dir)
}

// Match reports whether name has the shape of pattern: * is anything without a slash, ? one
// character, [a-z] a set, \ quotes.
func Match(pattern, name string) (matched bool, err error) {
	for pattern != "" {
		if pattern[0] == '*' {
			for pattern != "" && pattern[0] == '*' {
				pattern = pattern[1:]
			}
			for i := 0; ; i++ {
				ok, err := Match(pattern, name[i:])
				if ok || err != nil {
					return ok, err
				}
				if i == len(name) || name[i] == '/' {
					return false, nil
				}
			}
		}
		rest, ok, err := one(pattern, name)
		if err != nil {
			return false, err
		}
		if !ok {
			return false, check(rest)
		}
		_, size := utf8.DecodeRuneInString(name)
		pattern, name = rest, name[size:]
	}
	return name == "", nil
}

// check finds mistakes in what is left of a pattern that does not match.
func check(pattern string) error {
	for pattern != "" {
		rest, _, err := one(pattern, "x")
		if err != nil {
			return err
		}
		pattern = rest
	}
	return nil
}

// one matches one character.
func one(pattern, name string) (rest string, ok bool, err error) {
	c, size := utf8.DecodeRuneInString(name)
	some := size > 0
	switch pattern[0] {
	case '?':
		return pattern[1:], some && c != '/', nil
	case '[':
		return set(pattern[1:], c, some)
	case '\\':
		if pattern = pattern[1:]; pattern == "" {
			return "", false, ErrBadPattern
		}
	}
	p, psize := utf8.DecodeRuneInString(pattern)
	return pattern[psize:], some && p == c, nil
}

func set(pattern string, c rune, some bool) (rest string, ok bool, err error) {
	negated := false
	if pattern != "" && pattern[0] == '^' {
		negated = true
		pattern = pattern[1:]
	}
	found := false
	for ranges := 0; ; ranges++ {
		if pattern != "" && pattern[0] == ']' && ranges > 0 {
			return pattern[1:], some && found != negated, nil
		}
		lo, after, err := setRune(pattern)
		if err != nil {
			return "", false, err
		}
		hi := lo
		if pattern = after; pattern[0] == '-' {
			if hi, pattern, err = setRune(pattern[1:]); err != nil {
				return "", false, err
			}
		}
		found = found || lo <= c && c <= hi
	}
}

func setRune(pattern string) (r rune, rest string, err error) {
	if pattern == "" || pattern[0] == '-' || pattern[0] == ']' {
		return 0, "", ErrBadPattern
	}
	if pattern[0] == '\\' {
		if pattern = pattern[1:]; pattern == "" {
			return 0, "", ErrBadPattern
		}
	}
	r, size := utf8.DecodeRuneInString(pattern)
	if rest = pattern[size:]; rest == "" || r == utf8.RuneError && size == 1 {
		return 0, "", ErrBadPattern
	}
	return r, rest, nil
}
