package fmt

import (
	"io"
	"unicode/utf8"
)

func (s *scanning) formatted(format string, a []any) (n int, err error) {
	defer catch(&err)
	for i := 0; i < len(format); {
		if format[i] == '%' && i+1 < len(format) && format[i+1] != '%' {
			i++
		} else {
			w := s.literal(format[i:])
			if w > 0 {
				i += w
				continue
			}
			if format[i] != '%' || i+1 < len(format) {
				s.mismatch(w)
			}
			s.fail("too few operands for format '%" + format[i+1:] + "'")
		}
		s.width = -1
		width, digits := 0, false
		for i < len(format) && format[i] >= '0' && format[i] <= '9' {
			width, digits = width*10+int(format[i]-'0'), true
			i++
		}
		verb, size := utf8.DecodeRuneInString(format[i:])
		i += size
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			if s.next() != '%' {
				s.fail("missing literal %")
			}
			continue
		}
		if digits {
			s.width, s.room = width, width
		}
		if n >= len(a) {
			s.fail("too few operands for format '%" + string(verb) + "'")
		}
		if !(digits && width == 0) {
			// A value that needs at least one rune: the end of the input is an error here.
			if r := s.next(); r == none {
				panic(scanError{io.EOF})
			}
			s.UnreadRune()
		}
		s.value(verb, a[n])
		n++
		s.room = -1
	}
	if n < len(a) {
		s.fail("too many operands")
	}
	return
}

func (s *scanning) mismatch(w int) {
	if w < 0 {
		s.fail("input does not match format")
	}
	if r := s.next(); r == none {
		panic(scanError{io.ErrUnexpectedEOF})
	}
	s.fail("input does not match format")
}

// literal matches the literal text that format begins with: how much of the format was matched,
// 0 or less if nothing. Blanks match any number of blanks; a newline matches one, with blanks before it, or the end.
func (s *scanning) literal(format string) (matched int) {
	for matched < len(format) {
		c, size := utf8.DecodeRuneInString(format[matched:])
		if isSpace(c) {
			lines, blank := 0, false
			for matched < len(format) && isSpace(rune(format[matched])) {
				if format[matched] == '\n' {
					lines++
					blank = true
				} else {
					blank = true
				}
				matched++
			}
			for range lines {
				r := s.next()
				for r != none && r != '\n' && isSpace(r) {
					r = s.next()
				}
				if r != '\n' && r != none {
					s.fail("newline in format does not match input")
				}
			}
			if lines == 0 && blank {
				r := s.next()
				if r != none && !isSpace(r) {
					s.UnreadRune()
					// Blanks in the format want at least one in the input, unless it ends or follows a verb.
					return matched
				}
				for r != none && isSpace(r) && r != '\n' {
					r = s.next()
				}
				if r == '\n' {
					s.UnreadRune()
					if matched < len(format) {
						s.fail("newline in input does not match format")
					}
					return matched
				}
				if r != none {
					s.UnreadRune()
				}
			} else {
				r := s.next()
				for r != none && isSpace(r) && r != '\n' {
					r = s.next()
				}
				if r != none {
					s.UnreadRune()
				}
			}
			continue
		}
		if c == '%' {
			if matched+size < len(format) && format[matched+size] == '%' {
				s.SkipSpace()
				if r := s.next(); r != '%' {
					if r != none {
						s.UnreadRune()
					}
					return -1
				}
				matched += 2
				continue
			}
			return matched
		}
		r := s.next()
		if r == none {
			return 0
		}
		if r != c {
			s.UnreadRune()
			return -1
		}
		matched += size
	}
	return matched
}
