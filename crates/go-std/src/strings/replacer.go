package strings

import "io"

// A Replacer replaces several strings at once.
type Replacer struct {
	pairs []string
	// byFirst lists, for each first byte, the pairs whose old string begins with it.
	byFirst [256][]int
	// empty is the pair whose old string is empty, or -1.
	empty int
}

// NewReplacer takes old and new strings in turn; of several that match the first one given is taken.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	r := &Replacer{pairs: append([]string(nil), oldnew...), empty: -1}
	for p := 0; p < len(oldnew); p += 2 {
		if old := oldnew[p]; old == "" {
			if r.empty < 0 {
				r.empty = p
			}
		} else {
			r.byFirst[old[0]] = append(r.byFirst[old[0]], p)
		}
	}
	return r
}

// find is the pair that matches at the beginning of s, or -1.
func (r *Replacer) find(s string, emptyAllowed bool) int {
	found := -1
	if s != "" {
		for _, p := range r.byFirst[s[0]] {
			if HasPrefix(s, r.pairs[p]) {
				found = p
				break
			}
		}
	}
	if emptyAllowed && r.empty >= 0 && (found < 0 || r.empty < found) {
		return r.empty
	}
	return found
}

func (r *Replacer) Replace(s string) string {
	var b Builder
	start, changed := 0, false
	// Behind an empty match another empty one does not count.
	empty := false
	for i := 0; i <= len(s); {
		p := r.find(s[i:], !empty)
		if p < 0 {
			empty = false
			i++
			continue
		}
		changed = true
		b.WriteString(s[start:i])
		b.WriteString(r.pairs[p+1])
		start = i + len(r.pairs[p])
		i = start
		empty = r.pairs[p] == ""
	}
	if !changed {
		return s
	}
	b.WriteString(s[min(start, len(s)):])
	return b.String()
}

func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}
