package bufio

import (
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

var (
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
	// ErrFinalToken ends a scan with the token that comes with it.
	ErrFinalToken = errors.New("final token")
)

const (
	// MaxScanTokenSize is the size of the largest token unless Buffer says otherwise.
	MaxScanTokenSize = 64 * 1024
	startSize        = 4096
)

// A SplitFunc finds the first token of data.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// A Scanner reads token by token.
type Scanner struct {
	r          io.Reader
	split      SplitFunc
	most       int
	token      []byte
	buf        []byte
	start, end int
	err        error
	empties    int
	begun      bool
	done       bool
}

// NewScanner reads lines of r.
func NewScanner(r io.Reader) *Scanner {
	return &Scanner{r: r, split: ScanLines, most: MaxScanTokenSize}
}

func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

func (s *Scanner) Bytes() []byte { return s.token }
func (s *Scanner) Text() string  { return string(s.token) }

func (s *Scanner) Buffer(buf []byte, max int) {
	if s.begun {
		panic("Buffer called after Scan")
	}
	s.buf = buf[0:cap(buf)]
	s.most = max
}

func (s *Scanner) Split(split SplitFunc) {
	if s.begun {
		panic("Split called after Scan")
	}
	s.split = split
}

// Scan goes on to the next token.
func (s *Scanner) Scan() bool {
	s.begun = true
	for !s.done {
		if s.end > s.start || s.err != nil {
			if found, more := s.next(); found || !more {
				return found
			}
		}
		if s.err != nil {
			s.start, s.end = 0, 0
			return false
		}
		if !s.room() {
			return false
		}
		s.read()
	}
	return false
}

// next looks for a token in what is there. If it finds none, more says whether to go on with more data.
func (s *Scanner) next() (found, more bool) {
	n, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
	switch {
	case err == ErrFinalToken:
		s.token, s.done = token, true
		return token != nil, false
	case err != nil:
	case n < 0:
		err = ErrNegativeAdvance
	case n > s.end-s.start:
		err = ErrAdvanceTooFar
	}
	if err != nil {
		s.fail(err)
		return false, false
	}
	s.start += n
	s.token = token
	if token == nil {
		return false, true
	}
	if n > 0 || s.err == nil {
		s.empties = 0
	} else if s.empties++; s.empties > maxEmpty {
		panic("bufio.Scan: too many empty tokens without progressing")
	}
	return true, true
}

// room makes room for reading.
func (s *Scanner) room() bool {
	full := s.end == len(s.buf)
	if s.start > 0 && (full || s.start > len(s.buf)/2) {
		s.moveTo(s.buf)
		return true
	}
	if !full {
		return true
	}
	if len(s.buf) >= s.most {
		s.fail(ErrTooLong)
		return false
	}
	size := 2 * len(s.buf)
	if size == 0 {
		size = startSize
	}
	s.moveTo(make([]byte, min(size, s.most)))
	return true
}

// moveTo puts what is left at the front of buf.
func (s *Scanner) moveTo(buf []byte) {
	s.end = copy(buf, s.buf[s.start:s.end])
	s.start, s.buf = 0, buf
}

func (s *Scanner) read() {
	for range maxEmpty + 1 {
		room := s.buf[s.end:]
		n, err := s.r.Read(room)
		if n < 0 || n > len(room) {
			s.fail(ErrBadReadCount)
			return
		}
		s.end += n
		if err != nil {
			s.fail(err)
			return
		}
		if n > 0 {
			s.empties = 0
			return
		}
	}
	s.fail(io.ErrNoProgress)
}

func (s *Scanner) fail(err error) {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
}

// ScanBytes gives every byte.
func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[:1], nil
}

// ScanRunes gives every rune; a wrong byte is U+FFFD.
func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 || !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	r, size := utf8.DecodeRune(data)
	if r == utf8.RuneError && size == 1 {
		return 1, []byte(string(utf8.RuneError)), nil
	}
	return size, data[:size], nil
}

// ScanLines gives every line without its end.
func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	end := strings.IndexByte(string(data), '\n')
	switch {
	case end >= 0:
		return end + 1, withoutCR(data[:end]), nil
	case atEOF:
		return len(data), withoutCR(data), nil
	}
	return 0, nil, nil
}

// ScanWords gives every word between white space.
func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	s := string(data)
	start := len(s) - len(strings.TrimLeftFunc(s, isSpace))
	if i := strings.IndexFunc(s[start:], isSpace); i >= 0 {
		end := start + i
		_, size := utf8.DecodeRuneInString(s[end:])
		return end + size, data[start:end], nil
	}
	if atEOF && start < len(data) {
		return len(data), data[start:], nil
	}
	return start, nil, nil
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}
