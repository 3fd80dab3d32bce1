package regexp

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kinds of nodes of an expression.
const (
	empty = iota // nothing
	literal
	class
	anyChar
	concat
	alternate
	repeat
	capture
	assertion
)

// Assertions about a place.
const (
	beginText = iota
	endText
	beginLine
	endLine
	wordBoundary
	noWordBoundary
)

// A node of a parsed expression.
type node struct {
	kind     int
	r        rune // of a literal, or which assertion
	fold     bool
	lines    bool // a dot that matches newlines
	ranges   []rune
	negated  bool
	tables   []table
	subs     []*node
	min, max int // of a repetition; max -1 is no limit
	lazy     bool
	index    int
	name     string
}

// A table is a Unicode class inside a class.
type table struct {
	t       *unicode.RangeTable
	negated bool
}

// An Error tells what is wrong with an expression.
type Error struct {
	Code string
	Expr string
}

func (e *Error) Error() string { return "error parsing regexp: " + e.Code + ": `" + e.Expr + "`" }

type parser struct {
	whole, s         string
	fold, dot, multi bool
	ungreedy         bool
	names            []string
	depth            int
}

func (p *parser) fail(code, expr string) { panic(&Error{code, expr}) }

func parse(expr string) (n *node, names []string, err error) {
	defer func() {
		if x := recover(); x != nil {
			e, ok := x.(*Error)
			if !ok {
				panic(x)
			}
			err = e
		}
	}()
	if !utf8.ValidString(expr) {
		return nil, nil, &Error{"invalid UTF-8", expr}
	}
	p := &parser{whole: expr, s: expr, names: []string{""}}
	n = p.alternation()
	if p.s != "" {
		p.fail("unexpected )", expr)
	}
	return n, p.names, nil
}

func (p *parser) more(prefix string) bool { return strings.HasPrefix(p.s, prefix) }

func (p *parser) next() rune {
	r, size := utf8.DecodeRuneInString(p.s)
	p.s = p.s[size:]
	return r
}

func (p *parser) alternation() *node {
	if p.depth++; p.depth > 1000 {
		p.fail("expression nests too deeply", p.whole)
	}
	defer func() { p.depth-- }()
	fold, dot, multi, ungreedy := p.fold, p.dot, p.multi, p.ungreedy
	alts := []*node{p.sequence()}
	for p.more("|") {
		p.s = p.s[1:]
		alts = append(alts, p.sequence())
	}
	p.fold, p.dot, p.multi, p.ungreedy = fold, dot, multi, ungreedy
	if len(alts) == 1 {
		return alts[0]
	}
	return &node{kind: alternate, subs: alts}
}

func (p *parser) sequence() *node {
	seq := &node{kind: concat}
	for p.s != "" && p.s[0] != '|' && p.s[0] != ')' {
		if p.more(`\Q`) {
			text, rest, found := strings.Cut(p.s[2:], `\E`)
			for _, r := range text {
				seq.subs = append(seq.subs, p.lit(r))
			}
			p.s = rest
			if last := len(seq.subs) - 1; found && text != "" {
				seq.subs[last] = p.quantified(seq.subs[last], "")
			}
			continue
		}
		before := p.s
		atom := p.atom()
		if atom == nil {
			continue
		}
		seq.subs = append(seq.subs, p.quantified(atom, before))
	}
	return seq
}

func (p *parser) lit(r rune) *node { return &node{kind: literal, r: r, fold: p.fold} }

// quantified reads the repetition behind an atom.
func (p *parser) quantified(atom *node, before string) *node {
	last := ""
	for {
		start := p.s
		low, high := 0, -1
		switch {
		case p.more("*"):
		case p.more("+"):
			low = 1
		case p.more("?"):
			high = 1
		case p.more("{"):
			var ok bool
			var size int
			if low, high, size, ok = p.bounds(); !ok {
				return atom
			}
			if low > 1000 || high > 1000 || high >= 0 && low > high {
				p.fail("invalid repeat count", p.s[:size])
			}
			p.s = p.s[size-1:]
		default:
			return atom
		}
		p.s = p.s[1:]
		lazy := p.ungreedy
		if p.more("?") {
			p.s = p.s[1:]
			lazy = !lazy
		}
		op := start[:len(start)-len(p.s)]
		if last != "" {
			p.fail("invalid nested repetition operator", last+op)
		}
		last = op
		atom = &node{kind: repeat, min: low, max: high, lazy: lazy, subs: []*node{atom}}
	}
}

// bounds reads {n}, {n,} or {n,m}; anything else is literal.
func (p *parser) bounds() (low, high, size int, ok bool) {
	end := strings.IndexByte(p.s, '}')
	if end < 0 {
		return
	}
	a, b, comma := strings.Cut(p.s[1:end], ",")
	low, err := strconv.Atoi(a)
	if err != nil || a[0] == '+' || a[0] == '-' {
		return
	}
	high = low
	if comma {
		high = -1
		if b != "" {
			if high, err = strconv.Atoi(b); err != nil || b[0] == '+' || b[0] == '-' {
				return
			}
		}
	}
	return low, high, end + 1, true
}

func (p *parser) atom() *node {
	switch p.s[0] {
	case '(':
		return p.group()
	case '[':
		return p.class()
	case '.':
		p.s = p.s[1:]
		return &node{kind: anyChar, lines: p.dot}
	case '^':
		p.s = p.s[1:]
		if p.multi {
			return &node{kind: assertion, r: beginLine}
		}
		return &node{kind: assertion, r: beginText}
	case '$':
		p.s = p.s[1:]
		if p.multi {
			return &node{kind: assertion, r: endLine}
		}
		return &node{kind: assertion, r: endText}
	case '*', '+', '?':
		op := p.s[:1]
		if len(p.s) > 1 && p.s[1] == '?' {
			op = p.s[:2]
		}
		p.fail("missing argument to repetition operator", op)
	case '\\':
		return p.escape()
	}
	return p.lit(p.next())
}

func (p *parser) group() *node {
	if !p.more("(?") {
		p.s = p.s[1:]
		return p.captured("")
	}
	for _, begin := range [...]string{"(?P<", "(?<"} {
		if !p.more(begin) {
			continue
		}
		end := strings.IndexByte(p.s, '>')
		if end < 0 {
			p.fail("invalid named capture", p.s)
		}
		name := p.s[len(begin):end]
		if name == "" || strings.ContainsFunc(name, func(r rune) bool {
			return r != '_' && !(r < 0x80 && (r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z'))
		}) {
			p.fail("invalid named capture", p.s[:end+1])
		}
		p.s = p.s[end+1:]
		return p.captured(name)
	}
	return p.flags()
}

func (p *parser) captured(name string) *node {
	n := &node{kind: capture, index: len(p.names), name: name}
	p.names = append(p.names, name)
	n.subs = []*node{p.alternation()}
	p.close()
	return n
}

func (p *parser) close() {
	if !p.more(")") {
		p.fail("missing closing )", p.whole)
	}
	p.s = p.s[1:]
}

// flags reads (?i), (?i:…) and (?:…).
func (p *parser) flags() *node {
	start := p.s
	p.s = p.s[2:]
	fold, dot, multi, ungreedy := p.fold, p.dot, p.multi, p.ungreedy
	on, seen := true, false
	for {
		if p.s == "" {
			p.fail("invalid or unsupported Perl syntax", start)
		}
		c := p.next()
		switch c {
		case 'i':
			p.fold, seen = on, true
		case 's':
			p.dot, seen = on, true
		case 'm':
			p.multi, seen = on, true
		case 'U':
			p.ungreedy, seen = on, true
		case '-':
			if !on {
				p.fail("invalid or unsupported Perl syntax", start[:len(start)-len(p.s)])
			}
			on, seen = false, false
		case ')':
			if !on && !seen {
				p.fail("missing argument to repetition operator", start)
			}
			return nil
		case ':':
			n := p.alternation()
			p.close()
			p.fold, p.dot, p.multi, p.ungreedy = fold, dot, multi, ungreedy
			return &node{kind: concat, subs: []*node{n}}
		default:
			p.fail("invalid or unsupported Perl syntax", start[:len(start)-len(p.s)])
		}
	}
}

var perl = map[byte][]rune{'d': {'0', '9'}, 'w': {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}, 's': {'\t', '\n', '\f', '\r', ' ', ' '}}

var posix = map[string][]rune{"alnum": {'0', '9', 'A', 'Z', 'a', 'z'}, "alpha": {'A', 'Z', 'a', 'z'}, "ascii": {0, 0x7f}, "blank": {'\t', '\t', ' ', ' '},
	"cntrl": {0, 0x1f, 0x7f, 0x7f}, "digit": {'0', '9'}, "graph": {'!', '~'}, "lower": {'a', 'z'}, "print": {' ', '~'},
	"punct": {'!', '/', ':', '@', '[', '`', '{', '~'}, "space": {'\t', '\r', ' ', ' '}, "upper": {'A', 'Z'},
	"word": {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}, "xdigit": {'0', '9', 'A', 'F', 'a', 'f'}}

// complement turns sorted ranges round.
func complement(ranges []rune) (out []rune) {
	next := rune(0)
	for i := 0; i < len(ranges); i += 2 {
		if ranges[i] > next {
			out = append(out, next, ranges[i]-1)
		}
		next = ranges[i+1] + 1
	}
	return append(out, next, unicode.MaxRune)
}

// perlClass adds \d and the like to a class.
func (p *parser) perlClass(n *node) bool {
	if len(p.s) < 2 || p.s[0] != '\\' {
		return false
	}
	c := p.s[1]
	if ranges, ok := perl[c|0x20]; ok {
		if c < 'a' {
			ranges = complement(ranges)
		}
		n.ranges = append(n.ranges, ranges...)
		p.s = p.s[2:]
		return true
	}
	if c|0x20 != 'p' {
		return false
	}
	start := p.s
	p.s = p.s[2:]
	if p.s == "" {
		p.fail("invalid character class range", start)
	}
	name := p.s[:1]
	if name == "{" {
		end := strings.IndexByte(p.s, '}')
		if end < 0 {
			p.fail("invalid character class range", start)
		}
		name = p.s[1:end]
		p.s = p.s[end+1:]
	} else {
		p.s = p.s[1:]
	}
	negated := c == 'P'
	if strings.HasPrefix(name, "^") {
		negated, name = !negated, name[1:]
	}
	if name == "Any" {
		n.ranges = append(n.ranges, 0, unicode.MaxRune)
		return true
	}
	t := unicode.Categories[name]
	if t == nil {
		t = unicode.Scripts[name]
	}
	if t == nil {
		p.fail("invalid character class range", start[:len(start)-len(p.s)])
	}
	n.tables = append(n.tables, table{t, negated})
	return true
}

func (p *parser) class() *node {
	start := p.s
	n := &node{kind: class, fold: p.fold}
	p.s = p.s[1:]
	if p.more("^") {
		n.negated = true
		p.s = p.s[1:]
	}
	for first := true; ; first = false {
		if p.s == "" {
			p.fail("missing closing ]", start)
		}
		if p.s[0] == ']' && !first {
			p.s = p.s[1:]
			return n
		}
		if p.more("[:") {
			if end := strings.Index(p.s, ":]"); end > 0 {
				name := p.s[2:end]
				negated := strings.HasPrefix(name, "^")
				ranges, ok := posix[strings.TrimPrefix(name, "^")]
				if !ok {
					p.fail("invalid character class range", p.s[:end+2])
				}
				if negated {
					ranges = complement(ranges)
				}
				n.ranges = append(n.ranges, ranges...)
				p.s = p.s[end+2:]
				continue
			}
		}
		if p.perlClass(n) {
			continue
		}
		begin := p.s
		low := p.classChar(start)
		high := low
		if len(p.s) >= 2 && p.s[0] == '-' && p.s[1] != ']' {
			p.s = p.s[1:]
			if high = p.classChar(start); high < low {
				p.fail("invalid character class range", begin[:len(begin)-len(p.s)])
			}
		}
		n.ranges = append(n.ranges, low, high)
	}
}

func (p *parser) classChar(start string) rune {
	if p.s == "" {
		p.fail("missing closing ]", start)
	}
	if p.s[0] == '\\' {
		return p.char()
	}
	return p.next()
}

// char reads an escape that stands for one character.
func (p *parser) char() rune {
	start := p.s
	p.s = p.s[1:]
	if p.s == "" {
		p.fail("trailing backslash at end of expression", "")
	}
	c := p.next()
	switch c {
	case 'a':
		return '\a'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'v':
		return '\v'
	case 'x':
		digits := ""
		if p.more("{") {
			if end := strings.IndexByte(p.s, '}'); end > 0 {
				digits, p.s = p.s[1:end], p.s[end+1:]
			}
		} else if len(p.s) >= 2 {
			digits, p.s = p.s[:2], p.s[2:]
		}
		if v, err := strconv.ParseUint(digits, 16, 32); err == nil && v <= unicode.MaxRune {
			return rune(v)
		}
		p.fail("invalid escape sequence", start[:len(start)-len(p.s)])
	case '0', '1', '2', '3', '4', '5', '6', '7':
		if c != '0' && (p.s == "" || p.s[0] < '0' || p.s[0] > '7') {
			break
		}
		v := c - '0'
		for i := 0; i < 2 && p.s != "" && p.s[0] >= '0' && p.s[0] <= '7'; i++ {
			v = v*8 + rune(p.s[0]-'0')
			p.s = p.s[1:]
		}
		return v
	}
	if c < 0x80 && !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z') {
		return c
	}
	p.fail("invalid escape sequence", start[:len(start)-len(p.s)])
	return 0
}

func (p *parser) escape() *node {
	if len(p.s) >= 2 {
		which := map[byte]rune{'A': beginText, 'z': endText, 'b': wordBoundary, 'B': noWordBoundary}
		if w, ok := which[p.s[1]]; ok {
			p.s = p.s[2:]
			return &node{kind: assertion, r: w}
		}
	}
	n := &node{kind: class, fold: p.fold}
	if p.perlClass(n) {
		return n
	}
	return p.lit(p.char())
}
