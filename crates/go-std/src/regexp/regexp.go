// Package regexp searches by regular expressions in RE2's syntax.
package regexp

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Regexp is a compiled expression.
type Regexp struct {
	expr     string
	prog     []inst
	names    []string
	longest  bool
	anchored bool
	prefix   string
	complete bool
}

func Compile(expr string) (*Regexp, error) { return compile(expr, false) }

// CompilePOSIX prefers the longest match.
func CompilePOSIX(expr string) (*Regexp, error) { return compile(expr, true) }

func compile(expr string, longest bool) (re *Regexp, err error) {
	n, names, err := parse(expr)
	if err != nil {
		return nil, err
	}
	defer func() {
		if x := recover(); x != nil {
			e, ok := x.(*Error)
			if !ok {
				panic(x)
			}
			e.Expr = expr
			re, err = nil, e
		}
	}()
	c := &compiler{}
	c.node(n)
	c.add(inst{op: opMatch})
	re = &Regexp{expr: expr, prog: c.prog, names: names, longest: longest}
	re.anchored = c.prog[0].op == opAssert && c.prog[0].x == beginText
	re.prefix, re.complete = prefixOf(c.prog)
	return re, nil
}

func prefixOf(prog []inst) (prefix string, complete bool) {
	for _, i := range prog {
		if i.op == opRune && i.n.kind == literal && !i.n.fold {
			prefix += string(i.n.r)
			continue
		}
		return prefix, i.op == opMatch
	}
	return
}

func MustCompile(str string) *Regexp {
	re, err := Compile(str)
	if err != nil {
		panic("regexp: Compile(" + quote(str) + "): " + err.Error())
	}
	return re
}

func MustCompilePOSIX(str string) *Regexp {
	re, err := CompilePOSIX(str)
	if err != nil {
		panic("regexp: CompilePOSIX(" + quote(str) + "): " + err.Error())
	}
	return re
}

func quote(s string) string {
	if strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	return err == nil && re.MatchString(s), err
}

func Match(pattern string, b []byte) (matched bool, err error) {
	return MatchString(pattern, string(b))
}

func MatchReader(pattern string, r io.RuneReader) (matched bool, err error) {
	return MatchString(pattern, readAll(r))
}

func readAll(r io.RuneReader) string {
	var b strings.Builder
	for {
		c, _, err := r.ReadRune()
		if err != nil {
			return b.String()
		}
		b.WriteRune(c)
	}
}

// QuoteMeta escapes what has a meaning in expressions.
func QuoteMeta(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(`\.+*?()|[]{}^$`, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func (re *Regexp) String() string                                { return re.expr }
func (re *Regexp) Longest()                                      { re.longest = true }
func (re *Regexp) NumSubexp() int                                { return len(re.names) - 1 }
func (re *Regexp) SubexpNames() []string                         { return re.names }
func (re *Regexp) LiteralPrefix() (prefix string, complete bool) { return re.prefix, re.complete }
func (re *Regexp) MatchString(s string) bool                     { return re.match(s, 0) != nil }
func (re *Regexp) Match(b []byte) bool                           { return re.MatchString(string(b)) }
func (re *Regexp) MatchReader(r io.RuneReader) bool              { return re.MatchString(readAll(r)) }
func (re *Regexp) MarshalText() ([]byte, error)                  { return []byte(re.expr), nil }

func (re *Regexp) Copy() *Regexp {
	c := *re
	return &c
}

func (re *Regexp) UnmarshalText(text []byte) error {
	c, err := Compile(string(text))
	if err == nil {
		*re = *c
	}
	return err
}

func (re *Regexp) SubexpIndex(name string) int {
	if name != "" {
		for i, n := range re.names {
			if n == name {
				return i
			}
		}
	}
	return -1
}

// all finds up to n matches that do not overlap; an empty one right behind another does not count.
func (re *Regexp) all(s string, n int) (matches [][]int) {
	if n < 0 {
		n = len(s) + 1
	}
	last := -1
	for at := 0; len(matches) < n && at <= len(s); {
		m := re.match(s, at)
		if m == nil {
			break
		}
		accept := true
		if m[1] == at {
			if m[0] == last {
				accept = false
			}
			_, size := utf8.DecodeRuneInString(s[at:])
			at += max(size, 1)
		} else {
			at = m[1]
		}
		last = m[1]
		if accept {
			matches = append(matches, m)
		}
	}
	return matches
}

func (re *Regexp) FindStringSubmatchIndex(s string) []int { return re.match(s, 0) }
func (re *Regexp) FindSubmatchIndex(b []byte) []int       { return re.match(string(b), 0) }

func (re *Regexp) FindStringIndex(s string) []int {
	m := re.match(s, 0)
	if m == nil {
		return nil
	}
	return m[:2]
}

func (re *Regexp) FindIndex(b []byte) []int                      { return re.FindStringIndex(string(b)) }
func (re *Regexp) FindReaderIndex(r io.RuneReader) []int         { return re.FindStringIndex(readAll(r)) }
func (re *Regexp) FindReaderSubmatchIndex(r io.RuneReader) []int { return re.match(readAll(r), 0) }

func (re *Regexp) FindString(s string) string {
	m := re.match(s, 0)
	if m == nil {
		return ""
	}
	return s[m[0]:m[1]]
}

func (re *Regexp) Find(b []byte) []byte {
	m := re.match(string(b), 0)
	if m == nil {
		return nil
	}
	return b[m[0]:m[1]:m[1]]
}

func parts(s string, m []int) []string {
	if m == nil {
		return nil
	}
	out := make([]string, len(m)/2)
	for i := range out {
		if m[2*i] >= 0 {
			out[i] = s[m[2*i]:m[2*i+1]]
		}
	}
	return out
}

func pieces(b []byte, m []int) [][]byte {
	if m == nil {
		return nil
	}
	out := make([][]byte, len(m)/2)
	for i := range out {
		if m[2*i] >= 0 {
			out[i] = b[m[2*i]:m[2*i+1]:m[2*i+1]]
		}
	}
	return out
}

func (re *Regexp) FindStringSubmatch(s string) []string { return parts(s, re.match(s, 0)) }
func (re *Regexp) FindSubmatch(b []byte) [][]byte       { return pieces(b, re.match(string(b), 0)) }

func each[T any](matches [][]int, f func(m []int) T) []T {
	var out []T
	for _, m := range matches {
		out = append(out, f(m))
	}
	return out
}

func (re *Regexp) FindAllString(s string, n int) []string {
	return each(re.all(s, n), func(m []int) string { return s[m[0]:m[1]] })
}

func (re *Regexp) FindAll(b []byte, n int) [][]byte {
	return each(re.all(string(b), n), func(m []int) []byte { return b[m[0]:m[1]:m[1]] })
}

func (re *Regexp) FindAllStringIndex(s string, n int) [][]int {
	return each(re.all(s, n), func(m []int) []int { return m[:2] })
}

func (re *Regexp) FindAllIndex(b []byte, n int) [][]int { return re.FindAllStringIndex(string(b), n) }

func (re *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return each(re.all(s, n), func(m []int) []string { return parts(s, m) })
}

func (re *Regexp) FindAllSubmatch(b []byte, n int) [][][]byte {
	return each(re.all(string(b), n), func(m []int) [][]byte { return pieces(b, m) })
}

func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int { return re.all(s, n) }
func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int       { return re.all(string(b), n) }

// replace puts what f says in the place of every match.
func (re *Regexp) replace(s string, f func(m []int) string) string {
	matches := re.all(s, -1)
	if matches == nil {
		return s
	}
	var b strings.Builder
	at := 0
	for _, m := range matches {
		b.WriteString(s[at:m[0]])
		b.WriteString(f(m))
		at = m[1]
	}
	b.WriteString(s[at:])
	return b.String()
}

func (re *Regexp) ReplaceAllString(src, repl string) string {
	return re.replace(src, func(m []int) string { return re.expand(repl, src, m) })
}

func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	return re.replace(src, func([]int) string { return repl })
}

func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return re.replace(src, func(m []int) string { return repl(src[m[0]:m[1]]) })
}

func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	return []byte(re.ReplaceAllString(string(src), string(repl)))
}

func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	return []byte(re.ReplaceAllLiteralString(string(src), string(repl)))
}

func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return []byte(re.replace(string(src), func(m []int) string { return string(repl(src[m[0]:m[1]])) }))
}

// expand replaces $1, $name and ${name} in a template.
func (re *Regexp) expand(template, s string, m []int) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(template, "$")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		template = after
		if strings.HasPrefix(template, "$") {
			b.WriteByte('$')
			template = template[1:]
			continue
		}
		name, rest, ok := variable(template)
		if !ok {
			b.WriteByte('$')
			continue
		}
		template = rest
		i, err := strconv.Atoi(name)
		if err != nil {
			i = re.SubexpIndex(name)
		}
		if i >= 0 && 2*i+1 < len(m) && m[2*i] >= 0 {
			b.WriteString(s[m[2*i]:m[2*i+1]])
		}
	}
}

func variable(s string) (name, rest string, ok bool) {
	brace := strings.HasPrefix(s, "{")
	if brace {
		s = s[1:]
	}
	i := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r != '_' && !(r < 0x80 && isWord(byte(r))) && r < 0x80 {
			break
		}
		i += size
	}
	if i == 0 {
		return
	}
	name, rest = s[:i], s[i:]
	if brace {
		if !strings.HasPrefix(rest, "}") {
			return
		}
		rest = rest[1:]
	}
	return name, rest, true
}

func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	return append(dst, re.expand(template, src, match)...)
}

func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return append(dst, re.expand(string(template), string(src), match)...)
}

// Split splits s around matches.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if re.expr != "" && s == "" {
		return []string{""}
	}
	var out []string
	begin, end := 0, 0
	for _, m := range re.all(s, n) {
		if len(out)+1 == n {
			break
		}
		if end = m[0]; m[1] > 0 {
			out = append(out, s[begin:end])
		}
		begin = m[1]
	}
	if end < len(s) {
		out = append(out, s[begin:])
	}
	return out
}
