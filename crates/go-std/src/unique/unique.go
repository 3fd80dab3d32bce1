// Package unique makes equal values one.
package unique

// A Handle stands for a value; handles are equal if their values are.
type Handle[T comparable] struct {
	value *T
}

func (h Handle[T]) Value() T { return *h.value }

var known = map[any]any{}

// Make is the handle of value.
func Make[T comparable](value T) Handle[T] {
	if h, ok := known[value]; ok {
		return h.(Handle[T])
	}
	h := Handle[T]{&value}
	known[value] = h
	return h
}
