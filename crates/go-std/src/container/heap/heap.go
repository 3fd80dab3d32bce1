// Package heap keeps a collection as a binary heap, the least element first.
package heap

import "sort"

// An Interface is kept as a heap. Push and Pop work at its end.
type Interface interface {
	Push(x any)
	Pop() any
	sort.Interface
}

// Init establishes the order.
func Init(h Interface) {
	n := h.Len()
	parents := n / 2
	for i := range parents {
		down(h, parents-1-i, n)
	}
}

// Push adds x.
func Push(h Interface, x any) {
	h.Push(x)
	up(h, h.Len()-1)
}

// Pop takes the least element away.
func Pop(h Interface) any {
	last := h.Len() - 1
	h.Swap(0, last)
	down(h, 0, last)
	return h.Pop()
}

// Remove takes element i away.
func Remove(h Interface, i int) any {
	last := h.Len() - 1
	if i != last {
		h.Swap(i, last)
		restore(h, i, last)
	}
	return h.Pop()
}

// Fix restores the order after element i has changed.
func Fix(h Interface, i int) { restore(h, i, h.Len()) }

// restore moves element i down or up among the first n.
func restore(h Interface, i, n int) {
	if !down(h, i, n) {
		up(h, i)
	}
}

func up(h Interface, at int) {
	for at > 0 {
		parent := (at - 1) / 2
		if !h.Less(at, parent) {
			return
		}
		h.Swap(parent, at)
		at = parent
	}
}

// down reports whether the element has moved.
func down(h Interface, from, n int) bool {
	at := from
	for child := 2*at + 1; 0 < child && child < n; child = 2*at + 1 {
		if right := child + 1; right < n && h.Less(right, child) {
			child = right
		}
		if !h.Less(child, at) {
			break
		}
		h.Swap(at, child)
		at = child
	}
	return at > from
}
