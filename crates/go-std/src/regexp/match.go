package regexp

import (
	"unicode"
	"unicode/utf8"
)

// Instructions of a compiled expression.
const (
	opRune = iota
	opSplit
	opJump
	opSave
	opAssert
	opMatch
)

// An inst is an instruction; a split prefers x to y.
type inst struct {
	op   int
	x, y int
	n    *node
}

type compiler struct {
	prog []inst
}

func (c *compiler) add(i inst) int {
	if len(c.prog) > 100000 {
		panic(&Error{"expression too large", ""})
	}
	c.prog = append(c.prog, i)
	return len(c.prog) - 1
}

func (c *compiler) node(n *node) {
	switch n.kind {
	case literal, class, anyChar:
		c.add(inst{op: opRune, n: n})
	case assertion:
		c.add(inst{op: opAssert, x: int(n.r)})
	case concat:
		for _, s := range n.subs {
			c.node(s)
		}
	case alternate:
		var ends []int
		for i, s := range n.subs {
			if i == len(n.subs)-1 {
				c.node(s)
				break
			}
			split := c.add(inst{op: opSplit})
			c.prog[split].x = len(c.prog)
			c.node(s)
			ends = append(ends, c.add(inst{op: opJump}))
			c.prog[split].y = len(c.prog)
		}
		for _, e := range ends {
			c.prog[e].x = len(c.prog)
		}
	case capture:
		c.add(inst{op: opSave, x: 2 * n.index})
		c.node(n.subs[0])
		c.add(inst{op: opSave, x: 2*n.index + 1})
	case repeat:
		c.repeat(n)
	}
}

func (c *compiler) split(lazy bool, body, after int, at int) {
	if lazy {
		body, after = after, body
	}
	c.prog[at].x, c.prog[at].y = body, after
}

func (c *compiler) repeat(n *node) {
	for range n.min {
		c.node(n.subs[0])
	}
	if n.max < 0 {
		at := c.add(inst{op: opSplit})
		c.node(n.subs[0])
		c.add(inst{op: opJump, x: at})
		c.split(n.lazy, at+1, len(c.prog), at)
		return
	}
	var splits []int
	for range n.max - n.min {
		splits = append(splits, c.add(inst{op: opSplit}))
		c.node(n.subs[0])
	}
	for _, at := range splits {
		c.split(n.lazy, at+1, len(c.prog), at)
	}
}

func (n *node) matches(r rune) bool {
	switch n.kind {
	case anyChar:
		return n.lines || r != '\n'
	case literal:
		return r == n.r || n.fold && foldsTo(r, n.r)
	}
	in := n.contains(r)
	if !in && n.fold {
		for f := unicode.SimpleFold(r); f != r && !in; f = unicode.SimpleFold(f) {
			in = n.contains(f)
		}
	}
	return in != n.negated
}

func (n *node) contains(r rune) bool {
	for i := 0; i < len(n.ranges); i += 2 {
		if n.ranges[i] <= r && r <= n.ranges[i+1] {
			return true
		}
	}
	for _, t := range n.tables {
		if unicode.Is(t.t, r) != t.negated {
			return true
		}
	}
	return false
}

func foldsTo(a, b rune) bool {
	for r := unicode.SimpleFold(a); r != a; r = unicode.SimpleFold(r) {
		if r == b {
			return true
		}
	}
	return false
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

func holds(which int, s string, at int) bool {
	switch which {
	case beginText:
		return at == 0
	case endText:
		return at == len(s)
	case beginLine:
		return at == 0 || s[at-1] == '\n'
	case endLine:
		return at == len(s) || s[at] == '\n'
	}
	before := at > 0 && isWord(s[at-1])
	after := at < len(s) && isWord(s[at])
	return (before != after) == (which == wordBoundary)
}

// A machine tries the alternatives in order of preference. A state (instruction and place) that has
// failed once is not tried again, so that the time is bounded by the product of both lengths.
type machine struct {
	re      *Regexp
	s       string
	visited []bool
	caps    []int
	best    []int
}

// A job is a state to be tried, or a capture to be restored.
type job struct {
	pc, at, slot, old int
}

func (re *Regexp) match(s string, from int) []int {
	m := &machine{re: re, s: s, visited: make([]bool, len(re.prog)*(len(s)+1-from))}
	for start := from; start <= len(s); {
		m.caps = make([]int, 2*len(re.names))
		for i := range m.caps {
			m.caps[i] = -1
		}
		if m.try(start, from) {
			return m.best
		}
		if re.anchored || start == len(s) {
			break
		}
		_, size := utf8.DecodeRuneInString(s[start:])
		start += size
	}
	return nil
}

func (m *machine) try(start, from int) bool {
	prog := m.re.prog
	width := len(m.s) + 1 - from
	m.best = nil
	jobs := []job{{0, start, -1, 0}}
	for len(jobs) > 0 {
		j := jobs[len(jobs)-1]
		jobs = jobs[:len(jobs)-1]
		if j.slot >= 0 {
			m.caps[j.slot] = j.old
			continue
		}
		pc, at := j.pc, j.at
	run:
		for {
			state := pc*width + at - from
			if m.visited[state] {
				break
			}
			m.visited[state] = true
			i := &prog[pc]
			switch i.op {
			case opRune:
				if at == len(m.s) {
					break run
				}
				r, size := rune(m.s[at]), 1
				if r >= utf8.RuneSelf {
					r, size = utf8.DecodeRuneInString(m.s[at:])
				}
				if !i.n.matches(r) {
					break run
				}
				at += size
				pc++
			case opJump:
				pc = i.x
			case opSplit:
				jobs = append(jobs, job{i.y, at, -1, 0})
				pc = i.x
			case opSave:
				jobs = append(jobs, job{slot: i.x, old: m.caps[i.x]})
				m.caps[i.x] = at
				pc++
			case opAssert:
				if !holds(i.x, m.s, at) {
					break run
				}
				pc++
			case opMatch:
				if m.best == nil || at > m.best[1] {
					m.best = append([]int(nil), m.caps...)
					m.best[0], m.best[1] = start, at
				}
				if !m.re.longest {
					return true
				}
				break run
			}
		}
	}
	return m.best != nil
}
