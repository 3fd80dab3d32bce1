package fmt

import (
	"errors"
	"internal/stdio"
	"io"
	"strconv"
	"unicode/utf8"
)

// A ScanState is what a Scanner reads from.
type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

// A Scanner reads itself.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

type stdin struct{}

func (stdin) Read(b []byte) (int, error) {
	n, err := stdio.In(b)
	if n == 0 && err == nil {
		err = io.EOF
	}
	return n, err
}

type source struct {
	s string
	i int
}

func (t *source) Read(b []byte) (int, error) {
	if t.i >= len(t.s) {
		return 0, io.EOF
	}
	n := copy(b, t.s[t.i:])
	t.i += n
	return n, nil
}

// Scan reads values between white space from standard input; newlines count as space.
func Scan(a ...any) (n int, err error) { return Fscan(stdin{}, a...) }

// Scanln is Scan up to the end of a line.
func Scanln(a ...any) (n int, err error) { return Fscanln(stdin{}, a...) }

// Scanf reads values as a format says.
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(stdin{}, format, a...) }

func Sscan(str string, a ...any) (n int, err error)   { return Fscan(&source{s: str}, a...) }
func Sscanln(str string, a ...any) (n int, err error) { return Fscanln(&source{s: str}, a...) }
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(&source{s: str}, format, a...)
}

func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScanning(r)
	s.lineIsSpace = true
	return s.plain(a)
}

func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScanning(r)
	s.lineIsEnd = true
	return s.plain(a)
}

func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScanning(r).formatted(format, a)
}

// runes reads runes from a reader that has only bytes.
type runes struct {
	r      io.Reader
	last   rune
	size   int
	unread bool
	end    error
}

func (r *runes) ReadRune() (rune, int, error) {
	if r.unread {
		r.unread = false
		return r.last, r.size, nil
	}
	var b [utf8.UTFMax]byte
	n := 0
	for n < len(b) && (n == 0 || !utf8.FullRune(b[:n])) {
		if r.end != nil {
			break
		}
		m, err := r.r.Read(b[n : n+1])
		n += m
		if err != nil {
			r.end = err
			if m == 0 {
				break
			}
		}
	}
	if n == 0 {
		err := r.end
		r.end = nil
		return 0, 0, err
	}
	r.last, r.size = utf8.DecodeRune(b[:n])
	return r.last, r.size, nil
}

func (r *runes) UnreadRune() error {
	r.unread = true
	return nil
}

// scanning is the state of one call. Mistakes are panics with a scanError.
type scanning struct {
	rs                     io.RuneScanner
	lineIsSpace, lineIsEnd bool
	ended                  bool
	// room is how many more runes the present value may have, or -1.
	room  int
	width int
	token []byte
}

type scanError struct {
	err error
}

func newScanning(r io.Reader) *scanning {
	rs, ok := r.(io.RuneScanner)
	if !ok {
		rs = &runes{r: r}
	}
	return &scanning{rs: rs, room: -1, width: -1}
}

func (s *scanning) fail(text string) { panic(scanError{errors.New(text)}) }

func catch(err *error) {
	if x := recover(); x != nil {
		e, ok := x.(scanError)
		if !ok {
			panic(x)
		}
		*err = e.err
	}
}

func (s *scanning) ReadRune() (r rune, size int, err error) {
	if s.ended || s.room == 0 {
		return 0, 0, io.EOF
	}
	r, size, err = s.rs.ReadRune()
	if err == nil && s.room > 0 {
		s.room--
	} else if err == io.EOF {
		s.ended = true
	}
	return
}

const none = -1

func (s *scanning) next() rune {
	r, _, err := s.ReadRune()
	if err == io.EOF {
		return none
	}
	if err != nil {
		panic(scanError{err})
	}
	return r
}

func (s *scanning) UnreadRune() error {
	s.rs.UnreadRune()
	s.ended = false
	if s.room >= 0 {
		s.room++
	}
	return nil
}

func (s *scanning) Width() (wid int, ok bool) {
	if s.width < 0 {
		return 0, false
	}
	return s.width, true
}

func (s *scanning) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}

// SkipSpace skips white space; a newline only if it counts as that.
func (s *scanning) SkipSpace() {
	for r := s.next(); r != none; r = s.next() {
		switch {
		case r == '\r' && s.peek("\n"):
		case r == '\n' && !s.lineIsSpace:
			s.fail("unexpected newline")
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

func (s *scanning) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer catch(&err)
	if f == nil {
		f = func(r rune) bool { return !isSpace(r) }
	}
	if skipSpace {
		s.SkipSpace()
	}
	return s.while(f), nil
}

func (s *scanning) while(f func(rune) bool) []byte {
	var token []byte
	for {
		r := s.next()
		if r == none {
			return token
		}
		if !f(r) {
			s.UnreadRune()
			return token
		}
		token = utf8.AppendRune(token, r)
	}
}

func in(set string, r rune) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

func (s *scanning) peek(set string) bool {
	r := s.next()
	if r != none {
		s.UnreadRune()
	}
	return in(set, r)
}

// accept takes the next rune if it is in the set.
func (s *scanning) accept(set string) bool {
	r := s.next()
	if r == none {
		return false
	}
	if in(set, r) {
		s.token = utf8.AppendRune(s.token, r)
		return true
	}
	s.UnreadRune()
	return false
}

// acceptAll takes one rune of each set, as far as they fit.
func (s *scanning) acceptAll(sets ...string) bool {
	for _, set := range sets {
		if !s.accept(set) {
			return false
		}
	}
	return true
}

// acceptRun takes as many runes of the set as there are.
func (s *scanning) acceptRun(set string) {
	for s.accept(set) {
	}
}

func (s *scanning) needMore() {
	if r := s.next(); r == none {
		panic(scanError{io.EOF})
	}
	s.UnreadRune()
}

func (s *scanning) plain(a []any) (n int, err error) {
	defer catch(&err)
	for _, v := range a {
		s.value('v', v)
		n++
	}
	for s.lineIsEnd {
		switch r := s.next(); {
		case r == '\n' || r == none:
			return n, nil
		case !isSpace(r):
			s.fail("expected newline")
		}
	}
	return n, nil
}

// checkVerb makes sure that a verb suits a type.
func (s *scanning) checkVerb(verb rune, allowed, typ string) {
	if !in(allowed, verb) {
		s.fail("bad verb '%" + string(verb) + "' for " + typ)
	}
}

const decimal = "0123456789"

func base(verb rune) (int, string) {
	switch verb {
	case 'b':
		return 2, "01"
	case 'o':
		return 8, "01234567"
	case 'x', 'X', 'U':
		return 16, "0123456789aAbBcCdDeEfF"
	}
	return 10, decimal
}

// prefix reads what tells the base of a number, for %v.
func (s *scanning) prefix() (b int, digits string, zero bool) {
	if !s.accept("0") {
		return 0, decimal + "_", false
	}
	switch {
	case s.accept("bB"):
		return 0, "01_", true
	case s.accept("oO"):
		return 0, "01234567_", true
	case s.accept("xX"):
		return 0, "0123456789aAbBcCdDeEfF_", true
	}
	return 0, "01234567_", true
}

func (s *scanning) number(digits string, have bool) {
	if !have {
		s.needMore()
		if !s.accept(digits) {
			s.fail("expected integer")
		}
	}
	for s.accept(digits) {
	}
}

func (s *scanning) integer(verb rune, signed bool) (b int) {
	s.checkVerb(verb, "bdoUxXv", "integer")
	s.SkipSpace()
	s.needMore()
	b, digits := base(verb)
	have := false
	s.token = s.token[:0]
	if verb == 'U' {
		if !s.accept("U") || !s.accept("+") {
			s.fail("bad unicode format ")
		}
		s.token = s.token[:0]
	} else {
		if signed {
			s.accept("+-")
		}
		if verb == 'v' {
			b, digits, have = s.prefix()
		}
	}
	s.number(digits, have)
	return b
}

func (s *scanning) int(verb rune, bits int) int64 {
	if verb == 'c' {
		r := s.next()
		if r == none {
			panic(scanError{io.ErrUnexpectedEOF})
		}
		return int64(r)
	}
	b := s.integer(verb, true)
	i, err := strconv.ParseInt(string(s.token), b, 64)
	if err != nil {
		panic(scanError{err})
	}
	if x := i << (64 - bits) >> (64 - bits); x != i {
		s.fail("integer overflow on token " + string(s.token))
	}
	return i
}

func (s *scanning) uint(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.int(verb, 64))
	}
	b := s.integer(verb, false)
	i, err := strconv.ParseUint(string(s.token), b, 64)
	if err != nil {
		panic(scanError{err})
	}
	if x := i << (64 - bits) >> (64 - bits); x != i {
		s.fail("unsigned integer overflow on token " + string(s.token))
	}
	return i
}

func (s *scanning) float(verb rune, bits int) float64 {
	s.checkVerb(verb, "beEfFgGv", "float")
	s.SkipSpace()
	s.needMore()
	s.floatToken()
	f, err := strconv.ParseFloat(string(s.token), bits)
	if err != nil {
		panic(scanError{err})
	}
	return f
}

func (s *scanning) floatToken() {
	s.token = s.token[:0]
	if s.acceptAll("nN", "aA", "nN") {
		return
	}
	s.accept("+-")
	if s.acceptAll("iI", "nN", "fF") {
		return
	}
	digits, exp := decimal+"_", "eEpP"
	if s.acceptAll("0", "xX") {
		digits, exp = "0123456789aAbBcCdDeEfF_", "pP"
	}
	s.acceptRun(digits)
	if s.accept(".") {
		s.acceptRun(digits)
	}
	if s.accept(exp) {
		s.accept("+-")
		s.acceptRun(decimal + "_")
	}
}

func (s *scanning) complex(verb rune, bits int) complex128 {
	s.checkVerb(verb, "beEfFgGv", "complex")
	s.SkipSpace()
	s.needMore()
	parens := s.accept("(")
	s.floatToken()
	re := append([]byte(nil), s.token...)
	if !s.peek("+-") {
		s.fail("syntax error scanning complex number")
	}
	s.floatToken()
	im := append([]byte(nil), s.token...)
	if !s.accept("i") || parens && !s.accept(")") {
		s.fail("syntax error scanning complex number")
	}
	a, err := strconv.ParseFloat(string(re), bits/2)
	if err == nil {
		var b float64
		if b, err = strconv.ParseFloat(string(im), bits/2); err == nil {
			return complex(a, b)
		}
	}
	panic(scanError{err})
}

func (s *scanning) bool(verb rune) bool {
	s.SkipSpace()
	s.needMore()
	s.checkVerb(verb, "tv", "boolean")
	switch c := s.next(); c {
	case '1':
		return true
	case 't', 'T':
		s.spelled("rR", "uU", "eE")
		return true
	case 'f', 'F':
		s.spelled("aA", "lL", "sS", "eE")
	}
	return false
}

// spelled reads the rest of a boolean: nothing, or all letters of the word.
func (s *scanning) spelled(letters ...string) {
	for i, l := range letters {
		if !s.accept(l) {
			if i > 0 {
				s.fail("syntax error scanning boolean")
			}
			return
		}
	}
}

func (s *scanning) string(verb rune) string {
	s.checkVerb(verb, "svqxX", "string")
	s.SkipSpace()
	s.needMore()
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hex()
	}
	return string(s.while(func(r rune) bool { return !isSpace(r) }))
}

func (s *scanning) quoted() string {
	mark := s.next()
	if mark != '"' && mark != '`' {
		s.fail("expected quoted string")
	}
	text := []byte{byte(mark)}
	for {
		r := s.next()
		if r == none {
			panic(scanError{io.ErrUnexpectedEOF})
		}
		text = utf8.AppendRune(text, r)
		if mark == '"' && r == '\\' {
			text = utf8.AppendRune(text, s.next())
		} else if r == mark {
			break
		}
	}
	out, err := strconv.Unquote(string(text))
	if err != nil {
		panic(scanError{err})
	}
	return out
}

func (s *scanning) hex() string {
	var out []byte
	digit := func() int {
		r := s.next()
		switch {
		case '0' <= r && r <= '9':
			return int(r - '0')
		case 'a' <= r|0x20 && r|0x20 <= 'f':
			return int(r|0x20-'a') + 10
		case r != none:
			s.UnreadRune()
		}
		return -1
	}
	for {
		hi := digit()
		if hi < 0 {
			break
		}
		lo := digit()
		if lo < 0 {
			s.fail("illegal hex digit")
		}
		out = append(out, byte(hi<<4|lo))
	}
	if len(out) == 0 {
		s.fail("no hex data for %x string")
	}
	return string(out)
}

// value reads one value to where arg points.
func (s *scanning) value(verb rune, arg any) {
	if v, ok := arg.(Scanner); ok {
		if err := v.Scan(s, verb); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			panic(scanError{err})
		}
		return
	}
	switch v := arg.(type) {
	case *bool:
		*v = s.bool(verb)
	case *int:
		*v = int(s.int(verb, 64))
	case *int8:
		*v = int8(s.int(verb, 8))
	case *int16:
		*v = int16(s.int(verb, 16))
	case *int32:
		*v = int32(s.int(verb, 32))
	case *int64:
		*v = s.int(verb, 64)
	case *uint:
		*v = uint(s.uint(verb, 64))
	case *uint8:
		*v = uint8(s.uint(verb, 8))
	case *uint16:
		*v = uint16(s.uint(verb, 16))
	case *uint32:
		*v = uint32(s.uint(verb, 32))
	case *uint64:
		*v = s.uint(verb, 64)
	case *uintptr:
		*v = uintptr(s.uint(verb, 64))
	case *float32:
		*v = float32(s.float(verb, 32))
	case *float64:
		*v = s.float(verb, 64)
	case *complex64:
		*v = complex64(s.complex(verb, 64))
	case *complex128:
		*v = s.complex(verb, 128)
	case *string:
		*v = s.string(verb)
	case *[]byte:
		*v = []byte(s.string(verb))
	default:
		s.other(verb, arg)
	}
}

// other reads values of named types, by what they are made of.
func (s *scanning) other(verb rune, arg any) {
	var x any
	switch k := kindOf(arg); k {
	case 'b':
		x = s.bool(verb)
	case 'i':
		x = s.int(verb, 64)
	case 'u':
		x = s.uint(verb, 64)
	case 'f':
		x = s.float(verb, 64)
	case 's':
		x = s.string(verb)
	case 0:
		s.fail("type not a pointer: " + Sprintf("%T", arg))
	default:
		s.fail("can't scan type: " + Sprintf("%T", arg))
	}
	assign(arg, x)
}

// kindOf tells what a pointer points to: b, i, u, f, s; ? something else, 0 if arg is no pointer.
func kindOf(arg any) byte

// assign stores a bool, int64, uint64, float64 or string where the pointer points.
func assign(arg any, x any)
