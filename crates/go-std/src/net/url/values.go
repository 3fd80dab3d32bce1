package url

import (
	"errors"
	"maps"
	"slices"
	"sort"
	"strings"
)

// Values are the parameters of a query or a form.
type Values map[string][]string

// Get returns the first value of key, or "".
func (v Values) Get(key string) string {
	if vs := v[key]; len(vs) > 0 {
		return vs[0]
	}
	return ""
}

// Set replaces the values of key.
func (v Values) Set(key, value string) { v[key] = []string{value} }

// Add adds a value.
func (v Values) Add(key, value string) { v[key] = append(v[key], value) }

// Del removes the values of key.
func (v Values) Del(key string) { delete(v, key) }

// Has reports whether key is there.
func (v Values) Has(key string) bool {
	_, ok := v[key]
	return ok
}

// Clone copies the parameters with their values.
func (v Values) Clone() Values {
	c := maps.Clone(v)
	for key, values := range c {
		c[key] = slices.Clone(values)
	}
	return c
}

// Encode writes the parameters, sorted by key.
func (v Values) Encode() string {
	keys := make([]string, 0, len(v))
	for key := range v {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	var b strings.Builder
	for _, key := range keys {
		for _, value := range v[key] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(QueryEscape(key) + "=" + QueryEscape(value))
		}
	}
	return b.String()
}

// ParseQuery reads a query. It returns what is right in it and the first error.
func ParseQuery(query string) (Values, error) {
	v := make(Values)
	var first error
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		key, value, err := parsePair(part)
		switch {
		case err == nil:
			v[key] = append(v[key], value)
		case first == nil || err == errSemicolon:
			first = err
		}
	}
	return v, first
}

var errSemicolon = errors.New("invalid semicolon separator in query")

func parsePair(part string) (key, value string, err error) {
	if strings.Contains(part, ";") {
		return "", "", errSemicolon
	}
	key, value, _ = strings.Cut(part, "=")
	if key, err = QueryUnescape(key); err == nil {
		value, err = QueryUnescape(value)
	}
	return key, value, err
}
